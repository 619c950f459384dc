using System.CommandLine;
using Baton.Engine.Steps;
using Baton.Operations;
using Baton.Operations.Configuration;

namespace Baton.Commands;

internal sealed class ImageOperation : Operation
{
    private readonly Argument<string> _server = Servers.Argument();

    private readonly Option<string?> _name = new("--name") { Description = "Name of the image; made of server and run when left out", HelpName = "NAME" };

    private readonly Option<ConsistencyLevel?> _consistency = new("--consistency") { Description = "What the image must be, instead of what baton.yaml says", HelpName = "LEVEL" };

    public override string Name => "image";

    public override string Description => "Image a running server, consistently; without a reboot, unless --consistency shutdown asks for one";

    public override bool Asks => true;

    /// <summary>Only when nobody is answered for a while.</summary>
    public override bool AsksAbout(PreparedRun run) => run.Plan.Steps.Any(step => step.Describe().Pauses == PauseKind.ReadsAndWrites);

    public override string Example => "image payroll";

    public override IEnumerable<Symbol> Symbols() => [_server, _name, _consistency];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var server = session.Server(parsed.GetValue(_server)!);
        return session.Operations.ImageAsync(
            server with { Consistency = parsed.GetValue(_consistency) ?? server.Consistency }, new() { Name = parsed.GetValue(_name) }, cancellationToken);
    }
}
