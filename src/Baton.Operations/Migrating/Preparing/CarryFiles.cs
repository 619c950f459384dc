using System.Globalization;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Disks;
using Baton.Hosts.Units;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Programs and settings come over, and the units that run on the source are to run here, too, once the guard lets them.</summary>
internal sealed class CarryFiles(PlanScope scope, SourceModel source, Func<string> newId) : ServerStep(scope, newId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    public override string Name => "carry-files";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = $"Carry over {string.Join(", ", source.Carried)}; enable the source's units, which the guard still holds" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var copied = await new CarriedFiles(host).PullAsync(source.Carried, source.Options.Folders, Patience, cancellationToken);
        context.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{copied.Files} files, {copied.Bytes / 1024} KiB"));
        context.Progress.Measure("carriedBytes", copied.Bytes);
        var enabled = source.Units.Where(unit => unit.Enabled is "enabled" or "enabled-runtime").Select(unit => unit.Unit);
        await new Services(host).EnableAsync([.. enabled.Concat(source.Options.Gate.Proxy is { } proxy ? [proxy] : []).Distinct()], cancellationToken);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
