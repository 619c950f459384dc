using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class ModifyTargetGroup(CloudContext cloud, TargetGroupBook book) : TypedAction<ModifyTargetGroupInput, ModifyTargetGroupOutput>
{
    protected override Task<ModifyTargetGroupOutput> HandleAsync(ModifyTargetGroupInput request, CancellationToken cancellationToken)
    {
        var group = book.Find(request.TargetGroupArn);
        var check = new HealthCheckWish
        {
            Protocol = request.HealthCheckProtocol, Port = request.HealthCheckPort, Path = request.HealthCheckPath, IntervalSeconds = request.HealthCheckIntervalSeconds,
            TimeoutSeconds = request.HealthCheckTimeoutSeconds, HealthyThreshold = request.HealthyThresholdCount, UnhealthyThreshold = request.UnhealthyThresholdCount, Matcher = request.Matcher,
            Enabled = request.HealthCheckEnabled,
        }.On(group.Check);
        return Task.FromResult(new ModifyTargetGroupOutput { TargetGroups = [book.Show(cloud.State.TargetGroups.Put(group with { Check = check }))] });
    }
}
