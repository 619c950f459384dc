using System.CommandLine;
using Baton.Operations;

namespace Baton.Commands.Dns;

internal sealed class LowerOperation : Operation
{
    private readonly Argument<string> _server = Servers.Argument();

    private readonly Option<string?> _override = new("--override-wait")
    {
        Description = "Do not wait until caches have forgotten the old time to live; say why, in words", HelpName = "REASON",
    };

    public override string Name => "lower";

    public override string Description => "Lower the time to live of a server's names, and wait until no cache holds the old one";

    public override string Example => "dns lower payroll";

    public override IEnumerable<Symbol> Symbols() => [_server, _override];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        session.Operations.DnsAsync(session.Server(parsed.GetValue(_server)!), new() { Action = DnsAction.Lower, OverrideWait = Reason(parsed) }, cancellationToken);

    private string? Reason(ParseResult parsed) => parsed.GetValue(_override) switch
    {
        null => null,
        var reason when string.IsNullOrWhiteSpace(reason) => throw new Engine.Problems.BatonException(ProgramProblems.ReasonMissing()),
        var reason => reason.Trim(),
    };
}
