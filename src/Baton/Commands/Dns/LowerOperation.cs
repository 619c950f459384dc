using System.CommandLine;
using Baton.Operations;

namespace Baton.Commands.Dns;

internal sealed class LowerOperation : Operation
{
    private readonly Argument<string> _server = Servers.Argument();

    private readonly OverrideWait _override = new();

    public override string Name => "lower";

    public override string Description => "Lower the time to live of a server's names, and wait until no cache holds the old one";

    public override string Example => "dns lower payroll";

    public override IEnumerable<Symbol> Symbols() => [_server, _override.Option];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        session.Operations.DnsAsync(session.Server(parsed.GetValue(_server)!), new() { Action = DnsAction.Lower, OverrideWait = _override.Reason(parsed) }, cancellationToken);
}
