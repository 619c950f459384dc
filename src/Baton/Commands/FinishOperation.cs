using System.CommandLine;
using Baton.Engine.Journal;
using Baton.Operations;

namespace Baton.Commands;

internal sealed class FinishOperation : Operation
{
    private readonly Argument<string> _run = new("RUN") { Description = "The resize, or the server that was resized" };

    public override string Name => "finish";

    public override string Description => "Retire the old server after a resize; from then on there is no way back";

    public override string Example => "finish resize-20261121-0931-k3f9";

    public override bool Asks => true;

    public override bool IsFinal => true;

    public override IEnumerable<Symbol> Symbols() => [_run];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        session.Operations.FinishAsync(Resize(session, parsed), cancellationToken);

    public override void Succeeded(Session session, ParseResult parsed) => session.Journal.Close(Resize(session, parsed).Id);

    private RunRecord Resize(Session session, ParseResult parsed) =>
        RunArgument.Find(session, parsed.GetValue(_run)!, run => run is { Kind: "resize", Status: RunStatus.Succeeded }, "finished");
}
