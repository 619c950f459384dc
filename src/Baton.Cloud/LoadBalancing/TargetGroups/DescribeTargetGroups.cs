using Baton.Aws.Elb;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class DescribeTargetGroups(CloudContext cloud, TargetGroupBook book) : TypedAction<DescribeTargetGroupsInput, DescribeTargetGroupsOutput>
{
    protected override Task<DescribeTargetGroupsOutput> HandleAsync(DescribeTargetGroupsInput request, CancellationToken cancellationToken)
    {
        var page = Page<TargetGroupRecord>.Of(Asked(request), request.PageSize, request.Marker, least: 1);
        return Task.FromResult(new DescribeTargetGroupsOutput { TargetGroups = [.. page.Items.Select(book.Show)], NextMarker = page.NextToken });
    }

    private IEnumerable<TargetGroupRecord> Asked(DescribeTargetGroupsInput request)
    {
        if (request.LoadBalancerArn is { } arn)
        {
            return cloud.State.Balancers.Find(arn) is null
                ? throw ElbErrors.NoBalancer(arn)
                : cloud.State.ListenersByBalancer[arn].SelectMany(listener => listener.TargetGroups()).Distinct().Select(book.Find);
        }

        TargetGroupRecord Named(string name) => cloud.State.TargetGroups.All.FirstOrDefault(group => group.Name == name) ?? throw ElbErrors.NoTargetGroup(name);
        return request.TargetGroupArns.Count + request.Names.Count == 0 ? cloud.State.TargetGroups.All : request.TargetGroupArns.Select(book.Find).Concat(request.Names.Select(Named));
    }
}
