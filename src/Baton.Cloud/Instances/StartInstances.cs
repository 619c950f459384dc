using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

internal sealed class StartInstances(CloudContext cloud, InstanceLifecycle lifecycle, PublicAddresses addresses) : TypedAction<StartInstancesRequest, StartInstancesResult>
{
    protected override void Check(StartInstancesRequest request)
    {
        foreach (var instance in Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find))
        {
            if (instance.State is not (InstanceStateName.Stopped or InstanceStateName.Running or InstanceStateName.Pending))
            {
                throw Ec2Errors.IncorrectInstanceState(instance.InstanceId, "stopped");
            }
        }
    }

    protected override Task<StartInstancesResult> HandleAsync(StartInstancesRequest request, CancellationToken cancellationToken)
    {
        var instances = Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find);
        foreach (var instance in instances.Where(instance => instance.State == InstanceStateName.Stopped))
        {
            Capacity.Check(cloud, Name, instance.InstanceType, cloud.State.Subnets.Find(cloud.State.InterfaceOf(instance.InstanceId)?.SubnetId)!.Zone);
        }

        return Task.FromResult(new StartInstancesResult { StartingInstances = [.. instances.Select(Start)] });
    }

    private InstanceStateChange Start(InstanceRecord instance)
    {
        var before = instance.State;
        if (before == InstanceStateName.Stopped)
        {
            instance = cloud.State.Instances.Put(instance with { State = InstanceStateName.Pending, StateReason = "", StateReasonCode = "", LaunchTime = cloud.Now });
            addresses.Settle(cloud.State.InterfaceOf(instance.InstanceId)!.InterfaceId);
            lifecycle.Start(instance);
        }

        return StateChanges.Of(instance.InstanceId, before, instance.State);
    }
}
