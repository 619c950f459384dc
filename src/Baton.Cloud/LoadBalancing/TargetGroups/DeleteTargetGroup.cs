using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class DeleteTargetGroup(CloudContext cloud) : TypedAction<DeleteTargetGroupInput, DeleteTargetGroupOutput>
{
    protected override Task<DeleteTargetGroupOutput> HandleAsync(DeleteTargetGroupInput request, CancellationToken cancellationToken)
    {
        if (cloud.IsInUse(request.TargetGroupArn!))
        {
            throw ElbErrors.InUse($"Target group '{request.TargetGroupArn}' is currently in use by a listener or a rule");
        }

        // One that is not there is no error.
        cloud.State.TargetGroups.Remove(request.TargetGroupArn!);
        cloud.State.TagsOf.Remove(request.TargetGroupArn!);
        return Task.FromResult(new DeleteTargetGroupOutput());
    }
}
