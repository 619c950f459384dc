using System.CommandLine;
using Baton.Engine.Problems;
using Baton.Operations;

namespace Baton.Commands;

internal sealed class VerifyOperation : Operation
{
    private readonly Argument<string> _image = new("IMAGE") { Description = "The image's id" };

    private readonly Option<string?> _server = new("--server") { Description = "The server of baton.yaml that it is an image of, when its tags do not say", HelpName = "SERVER" };

    private readonly Option<string?> _type = new("--type") { Description = "Instance type of the copy; that of the server when left out", HelpName = "TYPE" };

    public override string Name => "verify";

    public override string Description => "Boot a quarantined copy from an image, prove that it works, and remove it again";

    public override string Example => "verify ami-0123456789abcdef0";

    public override IEnumerable<Symbol> Symbols() => [_image, _server, _type];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        session.Operations.VerifyAsync(
            new(parsed.GetValue(_image)!) { InstanceType = parsed.GetValue(_type) },
            tagged => session.Server(parsed.GetValue(_server) ?? tagged ?? throw new BatonException(ProgramProblems.ServerOfImageUnknown(parsed.GetValue(_image)!))),
            cancellationToken);
}
