using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Provisioning;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>A database does not open without its locale, and cron keeps local time: neither comes with the files.</summary>
internal sealed class MatchLocales(PlanScope scope, SourceModel source, Func<string> newId) : ServerStep(scope, newId)
{
    public override string Name => "match-locales";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Make the source's locales, and set its time zone" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var older = await Scope.Connections.ConnectAsync(source.MachineId, cancellationToken);
        var (names, zone) = await new Locales(older).ReadAsync(cancellationToken);
        await new Locales(host).MakeAsync(names, zone, cancellationToken);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
