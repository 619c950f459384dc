using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

internal sealed class UnmonitorInstances(CloudContext cloud) : TypedAction<UnmonitorInstancesRequest, UnmonitorInstancesResult>
{
    public override string? Missing => "kept and shown; there are no metrics";

    protected override Task<UnmonitorInstancesResult> HandleAsync(UnmonitorInstancesRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new UnmonitorInstancesResult { InstanceMonitorings = MonitorInstances.Set(cloud, request.InstanceIds, enabled: false) });
}
