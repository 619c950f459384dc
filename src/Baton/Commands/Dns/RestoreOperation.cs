using System.CommandLine;
using Baton.Operations;

namespace Baton.Commands.Dns;

internal sealed class RestoreOperation : Operation
{
    private readonly Argument<string> _server = Servers.Argument();

    public override string Name => "restore";

    public override string Description => "Give a server's names the time to live that they had";

    public override string Example => "dns restore payroll";

    public override IEnumerable<Symbol> Symbols() => [_server];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        session.Operations.DnsAsync(session.Server(parsed.GetValue(_server)!), new() { Action = DnsAction.Restore }, cancellationToken);

    public override void Succeeded(Session session, ParseResult parsed) => DnsOperations.Restored(session.Journal, parsed.GetValue(_server)!);
}
