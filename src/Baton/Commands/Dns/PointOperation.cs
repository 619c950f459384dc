using System.CommandLine;
using Baton.Operations;

namespace Baton.Commands.Dns;

internal sealed class PointOperation : Operation
{
    private readonly Argument<string> _server = Servers.Argument();

    private readonly Option<string> _to = new("--to") { Description = "The IPv4 address that the names shall lead to", HelpName = "ADDRESS", Required = true };

    public override string Name => "point";

    public override string Description => "Point a server's names to another address, and watch until every name server and resolver gives it";

    public override string Example => "dns point payroll --to 198.51.100.7";

    public override bool Asks => true;

    public override IEnumerable<Symbol> Symbols() => [_server, _to];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        session.Operations.DnsAsync(session.Server(parsed.GetValue(_server)!), new() { Action = DnsAction.Point, Address = parsed.GetValue(_to)! }, cancellationToken);
}
