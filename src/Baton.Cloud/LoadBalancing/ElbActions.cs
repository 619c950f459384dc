using Baton.Cloud.LoadBalancing.Balancers;
using Baton.Cloud.LoadBalancing.Listeners;
using Baton.Cloud.LoadBalancing.Rules;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.LoadBalancing.Tags;
using Baton.Cloud.LoadBalancing.TargetGroups;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing;

internal static class ElbActions
{
    public static IEnumerable<CloudAction> All(CloudContext cloud, BalancerFloor floor)
    {
        var (balancers, groups) = (new BalancerBook(cloud), new TargetGroupBook(cloud));
        return
        [
            new CreateLoadBalancer(cloud, balancers),
            new DescribeLoadBalancers(cloud, balancers),
            new DeleteLoadBalancer(cloud, floor),
            new DescribeLoadBalancerAttributes(balancers),
            new ModifyLoadBalancerAttributes(cloud, balancers),
            new SetSecurityGroups(cloud, balancers),
            new SetSubnets(balancers),
            new SetIpAddressType(balancers),
            new DescribeAccountLimits(),
            new DescribeSSLPolicies(),
            new CreateTargetGroup(cloud, groups, floor),
            new DescribeTargetGroups(cloud, groups),
            new ModifyTargetGroup(cloud, groups),
            new DeleteTargetGroup(cloud),
            new DescribeTargetGroupAttributes(groups),
            new ModifyTargetGroupAttributes(cloud, groups),
            new RegisterTargets(cloud, groups, floor),
            new DeregisterTargets(cloud, groups),
            new DescribeTargetHealth(cloud, groups, floor),
            .. Listening(cloud, balancers, groups, floor),
            new AddTags(cloud),
            new RemoveTags(cloud),
            new DescribeTags(cloud),
        ];
    }

    private static IEnumerable<CloudAction> Listening(CloudContext cloud, BalancerBook balancers, TargetGroupBook groups, BalancerFloor floor)
    {
        var (listeners, actions) = (new ListenerBook(cloud), new ActionRules(cloud, groups));
        return
        [
            new CreateListener(cloud, balancers, actions, floor),
            new DescribeListeners(cloud, listeners, balancers),
            new ModifyListener(cloud, listeners, actions, floor),
            new DeleteListener(cloud, listeners, floor),
            new DescribeListenerAttributes(listeners),
            new ModifyListenerAttributes(cloud, listeners),
            new DescribeListenerCertificates(listeners),
            new AddListenerCertificates(cloud, listeners),
            new RemoveListenerCertificates(cloud, listeners),
            new CreateRule(cloud, listeners, actions),
            new DescribeRules(listeners),
            new ModifyRule(cloud, listeners, actions),
            new DeleteRule(cloud, listeners),
            new SetRulePriorities(cloud, listeners),
        ];
    }
}
