using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Compares what an image does not carry: a successor that lacks a security group or a profile is found out before the switch, not after.</summary>
internal sealed class CompareServers(PlanScope scope, ServerModel server, Output<LaunchInstance.Result> launch) : Step<CompareServers.Result>
{
    public override string Name => "compare-servers";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.CompareServersResult;

    public override StepDescription Describe() => new()
    {
        Changes = "Compare the new server with the old one: groups, profile, metadata options, protection, monitoring, volumes, tags",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var instance = await scope.Ec2.InstanceAsync(launch.Value.InstanceId, cancellationToken);
        var differences = LaunchParity.Differences(server.Instance, await new ServerDiscovery(scope.Services).DescribeAsync(instance, cancellationToken));
        return differences is []
            ? new()
            : throw new BatonException([.. differences.Select(difference => OperationProblems.NotAlike(launch.Value.InstanceId, difference))]);
    }

    protected override Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<Result?>(null);

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    internal sealed record Result;
}
