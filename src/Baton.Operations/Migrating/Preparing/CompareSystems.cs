using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>What comes over must find the system that it knows.</summary>
internal sealed class CompareSystems(PlanScope scope, SourceModel source, Func<string> newId) : ServerStep(scope, newId)
{
    public override string Name => "compare-systems";

    protected override bool HasUndo => false;

    public override StepDescription Describe() => new() { Changes = "Compare distribution, release and architecture of both servers, and look for the tools that are needed" };

    protected override async Task ActAsync(IHost host, StepContext context, CancellationToken cancellationToken)
    {
        var facts = await new Facts(host).ReadAsync(cancellationToken);
        if (source.Options.Target.Packages && (facts.OperatingSystem, facts.Architecture) != (source.Host.OperatingSystem, source.Host.Architecture))
        {
            throw new BatonException(MigrationProblems.SystemDiffers(
                host.Name, $"{facts.OperatingSystem} on {facts.Architecture}", $"{source.Host.OperatingSystem} on {source.Host.Architecture}"));
        }

        if (facts.Glibc != source.Host.Glibc)
        {
            context.Progress.Say($"glibc is {facts.Glibc} here and {source.Host.Glibc} there");
        }
    }

    protected override Task RevertAsync(IHost host, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
