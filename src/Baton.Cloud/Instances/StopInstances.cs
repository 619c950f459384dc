using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

internal sealed class StopInstances(CloudContext cloud, InstanceLifecycle lifecycle) : TypedAction<StopInstancesRequest, StopInstancesResult>
{
    public override string? Missing => "hibernation";

    protected override void Check(StopInstancesRequest request)
    {
        if (request.Hibernate == true)
        {
            throw Ec2Errors.Unsupported("The local cloud cannot hibernate instances.");
        }

        foreach (var instance in Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find))
        {
            if (instance.State is InstanceStateName.ShuttingDown or InstanceStateName.Terminated)
            {
                throw Ec2Errors.IncorrectInstanceState(instance.InstanceId, "running");
            }

            if (instance.StopProtected)
            {
                throw new Baton.Aws.Wire.AwsException("OperationNotPermitted", $"The instance '{instance.InstanceId}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.");
            }
        }
    }

    protected override Task<StopInstancesResult> HandleAsync(StopInstancesRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new StopInstancesResult
        {
            StoppingInstances = [.. Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find).Select(instance => Stop(instance, request.Force ?? false))],
        });

    private InstanceStateChange Stop(InstanceRecord instance, bool force)
    {
        var before = instance.State;
        if (before is InstanceStateName.Running or InstanceStateName.Pending)
        {
            var reason = $"User initiated ({cloud.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'GMT'", CultureInfo.InvariantCulture)})";
            instance = cloud.State.Instances.Put(instance with { State = InstanceStateName.Stopping, StateReasonCode = "Client.UserInitiatedShutdown", StateReason = reason });
            lifecycle.Stop(instance, force);
        }

        return StateChanges.Of(instance.InstanceId, before, instance.State);
    }
}
