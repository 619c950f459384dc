using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing;

/// <summary>Which load balancers and target groups have to do with each other: their listeners' rules say so.</summary>
internal static class BalancerLinks
{
    public static IEnumerable<BalancerRecord> BalancersOf(this CloudContext cloud, string targetGroupArn) => cloud.State.Listeners.All
        .Where(listener => listener.TargetGroups().Contains(targetGroupArn))
        .Select(listener => listener.BalancerArn).Distinct().Select(cloud.State.Balancers.Find).OfType<BalancerRecord>();

    public static IEnumerable<string> TargetGroups(this ListenerRecord listener) => listener.Rules.SelectMany(rule => rule.Actions).SelectMany(action => action.Weights.Keys).Distinct();

    public static bool IsInUse(this CloudContext cloud, string targetGroupArn) => cloud.State.Listeners.All.Any(listener => listener.TargetGroups().Contains(targetGroupArn));
}
