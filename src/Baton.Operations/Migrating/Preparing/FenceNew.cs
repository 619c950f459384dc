using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Guards;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Before anything of the application is there: nothing of it can start on the new server, also not after a reboot, until the cut-over.</summary>
internal sealed class FenceNew(PlanScope scope, SourceModel source, Func<string> newId) : ServerStep(scope, newId)
{
    public override string Name => "fence-new";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new()
    {
        Changes = $"Fence the new server before anything comes to it: {string.Join(", ", Setup.Services.Concat(Setup.Postgres).Concat(Setup.Fenced))} cannot start until the cut-over",
    };

    private GuardSetup Setup => Fences.Of(source.Options, source.Postgres?.Layout.Unit) with { Ahead = true };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var guard = new Guard(host);
        if ((await guard.ReadAsync(cancellationToken)).Installed)
        {
            return;
        }

        await guard.InstallAsync(Setup, cancellationToken);
        await guard.ReleaseAsync(GuardRole.Held, cancellationToken);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
