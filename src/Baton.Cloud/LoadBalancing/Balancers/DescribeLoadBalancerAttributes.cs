using Baton.Aws.Elb;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class DescribeLoadBalancerAttributes(BalancerBook book) : TypedAction<DescribeLoadBalancerAttributesInput, DescribeLoadBalancerAttributesOutput>
{
    public static IReadOnlyList<LoadBalancerAttribute> Of(BalancerRecord balancer) =>
        [.. BalancerAttributes.TableOf(balancer).All(balancer.Attributes).Select(pair => new LoadBalancerAttribute { Key = pair.Key, Value = pair.Value })];

    protected override Task<DescribeLoadBalancerAttributesOutput> HandleAsync(DescribeLoadBalancerAttributesInput request, CancellationToken cancellationToken) =>
        Task.FromResult(new DescribeLoadBalancerAttributesOutput { Attributes = Of(book.Find(request.LoadBalancerArn)) });
}
