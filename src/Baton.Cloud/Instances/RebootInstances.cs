using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

internal sealed class RebootInstances(CloudContext cloud, InstanceLifecycle lifecycle) : TypedAction<RebootInstancesRequest, EmptyResponse>
{
    protected override void Check(RebootInstancesRequest request)
    {
        foreach (var instance in Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find))
        {
            if (instance.State is not InstanceStateName.Running)
            {
                throw Ec2Errors.IncorrectInstanceState(instance.InstanceId, "running");
            }
        }
    }

    protected override Task<EmptyResponse> HandleAsync(RebootInstancesRequest request, CancellationToken cancellationToken)
    {
        foreach (var id in request.InstanceIds)
        {
            lifecycle.Reboot(id);
        }

        return Task.FromResult(new EmptyResponse());
    }
}
