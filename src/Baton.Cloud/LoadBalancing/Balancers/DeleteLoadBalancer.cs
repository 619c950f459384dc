using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class DeleteLoadBalancer(CloudContext cloud, BalancerFloor floor) : TypedAction<DeleteLoadBalancerInput, DeleteLoadBalancerOutput>
{
    protected override async Task<DeleteLoadBalancerOutput> HandleAsync(DeleteLoadBalancerInput request, CancellationToken cancellationToken)
    {
        // One that is not there is no error.
        if (cloud.State.Balancers.Find(request.LoadBalancerArn) is not { } balancer)
        {
            return new();
        }

        if (balancer.Attribute("deletion_protection.enabled") == "true")
        {
            throw ElbErrors.NotPermitted($"Load balancer '{balancer.Arn}' cannot be deleted because deletion protection is enabled");
        }

        foreach (var listener in cloud.State.ListenersByBalancer[balancer.Arn])
        {
            Listeners.ListenerBook.Remove(cloud, listener);
        }

        foreach (var nic in cloud.State.InterfacesByBalancer[balancer.Arn])
        {
            cloud.State.Interfaces.Remove(nic.InterfaceId);
            cloud.State.TagsOf.Remove(nic.InterfaceId);
        }

        cloud.State.Balancers.Remove(balancer.Arn);
        cloud.State.TagsOf.Remove(balancer.Arn);
        await floor.SettleAsync();
        return new();
    }
}
