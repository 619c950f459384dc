using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Hosts.Provisioning;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>What Baton needs on the new server and its image lacks: rsync, mostly.</summary>
internal sealed class InstallTools(PlanScope scope, Func<string> newId) : ServerStep(scope, newId)
{
    public override string Name => "install-tools";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Install what the image lacks of rsync, nftables and util-linux" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var facts = await new Facts(host).ReadAsync(cancellationToken);
        var missing = facts.MissingTools.Select(HostProblems.Package).Distinct().Select(name => new InstalledPackage(name, "", Manual: true));
        await new Packages(host).InstallAsync([.. missing], cancellationToken);
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
