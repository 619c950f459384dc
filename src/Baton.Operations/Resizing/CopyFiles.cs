using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine;
using Baton.Engine.Steps;
using Baton.Hosts.Disks;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>The first pass over the folders, while users go on changing them.</summary>
internal sealed class CopyFiles(PlanScope scope, MachineModel server, Func<string> newId) : Step<Done>
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    public override string Name => "copy-files";

    protected override JsonTypeInfo<Done> OutputType => OperationJson.Default.Done;

    public override StepDescription Describe() => new()
    {
        Changes = $"Copy what has changed since the image in {string.Join(", ", server.Options.Folders)} to the new server",
    };

    protected override async Task<Done> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var newer = await scope.Connections.ConnectAsync(newId(), cancellationToken);
        var copied = await new Files(newer).PullAsync(server.Options.Folders, Patience, cancellationToken);
        context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(copied.Files, "file")}, {copied.Bytes / 1024} KiB"));
        context.Progress.Measure("copiedBytes", copied.Bytes);
        return new(newId());
    }

    protected override Task<Done?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Done?>(null);

    protected override Task TakeBackAsync(Done output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
