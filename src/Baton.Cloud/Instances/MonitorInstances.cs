using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

internal sealed class MonitorInstances(CloudContext cloud) : TypedAction<MonitorInstancesRequest, MonitorInstancesResult>
{
    public override string? Missing => "kept and shown; there are no metrics";

    protected override Task<MonitorInstancesResult> HandleAsync(MonitorInstancesRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new MonitorInstancesResult { InstanceMonitorings = Set(cloud, request.InstanceIds, enabled: true) });

    internal static IReadOnlyList<InstanceMonitoring> Set(CloudContext cloud, IReadOnlyList<string> instanceIds, bool enabled) =>
    [
        .. Ids.Find(instanceIds, "i", "InstanceID", cloud.State.Instances.Find)
            .Select(instance => cloud.State.Instances.Put(instance with { DetailedMonitoring = enabled }))
            .Select(instance => new InstanceMonitoring { InstanceId = instance.InstanceId, Monitoring = new() { State = enabled ? "pending" : "disabling" } }),
    ];
}
