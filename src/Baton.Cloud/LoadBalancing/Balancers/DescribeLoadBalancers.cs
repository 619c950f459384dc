using Baton.Aws.Elb;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class DescribeLoadBalancers(CloudContext cloud, BalancerBook book) : TypedAction<DescribeLoadBalancersInput, DescribeLoadBalancersOutput>
{
    protected override Task<DescribeLoadBalancersOutput> HandleAsync(DescribeLoadBalancersInput request, CancellationToken cancellationToken)
    {
        BalancerRecord Named(string name) => cloud.State.Balancers.All.FirstOrDefault(balancer => balancer.Name == name) ?? throw ElbErrors.NoBalancer(name);
        var found = request.LoadBalancerArns.Count + request.Names.Count == 0 ? cloud.State.Balancers.All : request.LoadBalancerArns.Select(book.Find).Concat(request.Names.Select(Named));
        var page = Page<BalancerRecord>.Of(found, request.PageSize, request.Marker, least: 1);
        return Task.FromResult(new DescribeLoadBalancersOutput { LoadBalancers = [.. page.Items.Select(balancer => book.Show(balancer))], NextMarker = page.NextToken });
    }
}
