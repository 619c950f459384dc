using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Steps;
using Baton.Hosts.Disks;
using Baton.Operations.Steps;

namespace Baton.Operations.Switching;

/// <summary>The end of the last pass over the files. Taken back, it carries what was written on the new server to the old one.</summary>
internal sealed class CopyLastFiles(SwitchSides sides, LastPass pass, IReadOnlyList<string> folders) : Step<Done>
{
    private static readonly TimeSpan BackPatience = TimeSpan.FromMinutes(10);

    public override string Name => "copy-last-files";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = $"Copy what is left to copy of {string.Join(", ", folders)}; begun when the services had stopped",
        Undo = "copy back what was written on the new server since",
        Pauses = PauseKind.ReadsAndWrites,
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await pass.EndAsync(cancellationToken);
        return new(sides.NewId);
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(new(sides.NewId));

    protected override async Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken)
    {
        if (await Served.IsNotedAsync(await sides.OldAsync(cancellationToken), context.RunId, cancellationToken))
        {
            await new Files(await sides.NewAsync(cancellationToken)).PushAsync(folders, BackPatience, cancellationToken);
        }
    }
}
