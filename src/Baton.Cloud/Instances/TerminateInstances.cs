using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

internal sealed class TerminateInstances(CloudContext cloud, InstanceLifecycle lifecycle) : TypedAction<TerminateInstancesRequest, TerminateInstancesResult>
{
    protected override void Check(TerminateInstancesRequest request)
    {
        foreach (var instance in Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find))
        {
            if (instance.TerminationProtected && instance.IsThere)
            {
                throw new Baton.Aws.Wire.AwsException("OperationNotPermitted", $"The instance '{instance.InstanceId}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.");
            }
        }
    }

    protected override Task<TerminateInstancesResult> HandleAsync(TerminateInstancesRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new TerminateInstancesResult { TerminatingInstances = [.. Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find).Select(Terminate)] });

    private InstanceStateChange Terminate(InstanceRecord instance)
    {
        var before = instance.State;
        if (before is not (InstanceStateName.Terminated or InstanceStateName.ShuttingDown))
        {
            var reason = $"User initiated ({cloud.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'GMT'", CultureInfo.InvariantCulture)})";
            instance = cloud.State.Instances.Put(instance with { State = InstanceStateName.ShuttingDown, StateReasonCode = "Client.UserInitiatedShutdown", StateReason = reason });
            lifecycle.Terminate(instance);
        }

        return StateChanges.Of(instance.InstanceId, before, instance.State);
    }
}
