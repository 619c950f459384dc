using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class ModifyLoadBalancerAttributes(CloudContext cloud, BalancerBook book) : TypedAction<ModifyLoadBalancerAttributesInput, ModifyLoadBalancerAttributesOutput>
{
    public override string? Missing => "idle timeout, deletion protection and X-Forwarded-For have an effect; all others, logs among them, are kept and shown";

    protected override Task<ModifyLoadBalancerAttributesOutput> HandleAsync(ModifyLoadBalancerAttributesInput request, CancellationToken cancellationToken)
    {
        var balancer = book.Find(request.LoadBalancerArn);
        var merged = BalancerAttributes.TableOf(balancer).Merge(balancer.Attributes, request.Attributes.Select(attribute => (attribute.Key, attribute.Value)));
        return Task.FromResult(new ModifyLoadBalancerAttributesOutput { Attributes = DescribeLoadBalancerAttributes.Of(cloud.State.Balancers.Put(balancer with { Attributes = merged })) });
    }
}
