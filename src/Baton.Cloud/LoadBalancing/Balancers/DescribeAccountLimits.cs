using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class DescribeAccountLimits : TypedAction<DescribeAccountLimitsInput, DescribeAccountLimitsOutput>
{
    private static readonly (string Name, string Max)[] s_limits =
    [
        ("application-load-balancers", "50"), ("network-load-balancers", "50"), ("target-groups", "3000"), ("targets-per-application-load-balancer", "1000"), ("listeners-per-application-load-balancer", "50"),
        ("listeners-per-network-load-balancer", "50"), ("rules-per-application-load-balancer", "100"), ("targets-per-network-load-balancer", "3000"),
    ];

    protected override Task<DescribeAccountLimitsOutput> HandleAsync(DescribeAccountLimitsInput request, CancellationToken cancellationToken)
    {
        var page = Page<(string Name, string Max)>.Of(s_limits, request.PageSize, request.Marker, least: 1);
        return Task.FromResult(new DescribeAccountLimitsOutput { Limits = [.. page.Items.Select(limit => new Limit { Name = limit.Name, Max = limit.Max })], NextMarker = page.NextToken });
    }
}
