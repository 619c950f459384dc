using Baton.Aws.Ec2;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

internal static class StateChanges
{
    public static InstanceStateChange Of(string instanceId, InstanceStateName before, InstanceStateName now) =>
        new() { InstanceId = instanceId, PreviousState = InstanceView.StateOf(before), CurrentState = InstanceView.StateOf(now) };
}
