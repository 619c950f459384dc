using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Balancers;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class DescribeListeners(CloudContext cloud, ListenerBook book, BalancerBook balancers) : TypedAction<DescribeListenersInput, DescribeListenersOutput>
{
    protected override Task<DescribeListenersOutput> HandleAsync(DescribeListenersInput request, CancellationToken cancellationToken)
    {
        if (request.LoadBalancerArn is null && request.ListenerArns is [])
        {
            throw ElbErrors.Invalid("You must specify either listener ARNs or a load balancer ARN");
        }

        var found = request.LoadBalancerArn is { } arn ? cloud.State.ListenersByBalancer[balancers.Find(arn).Arn].OrderBy(listener => listener.Port) : request.ListenerArns.Select(book.Find);
        var page = Page<ListenerRecord>.Of(found, request.PageSize, request.Marker, least: 1);
        return Task.FromResult(new DescribeListenersOutput { Listeners = [.. page.Items.Select(ListenerBook.Show)], NextMarker = page.NextToken });
    }
}
