using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>Targets whose time is over: drained, or instances that are no more.</summary>
internal static class Departures
{
    public static bool Any(CloudContext cloud, LiveTargets live) => cloud.State.TargetGroups.All.Any(group => group.Targets.Any(target => IsOver(cloud, live, group, target)));

    public static void Remove(CloudContext cloud, LiveTargets live)
    {
        foreach (var group in cloud.State.TargetGroups.All.Where(group => group.Targets.Any(target => IsOver(cloud, live, group, target))))
        {
            cloud.State.TargetGroups.Put(group with { Targets = [.. group.Targets.Where(target => !IsOver(cloud, live, group, target))] });
        }
    }

    private static bool IsOver(CloudContext cloud, LiveTargets live, TargetGroupRecord group, TargetRecord target) =>
        target.DrainsUntil is { } until
            ? until <= cloud.Now || live.Of(group.Arn, target).UnderWay == 0
            : !group.TakesAddresses && cloud.State.Instances.Find(target.Id) is null or { State: InstanceStateName.Terminated };
}
