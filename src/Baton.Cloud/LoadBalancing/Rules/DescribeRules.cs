using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Listeners;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Rules;

internal sealed class DescribeRules(ListenerBook book) : TypedAction<DescribeRulesInput, DescribeRulesOutput>
{
    protected override Task<DescribeRulesOutput> HandleAsync(DescribeRulesInput request, CancellationToken cancellationToken)
    {
        if (request.ListenerArn is null == request.RuleArns is [])
        {
            throw ElbErrors.Invalid("You must specify either listener rule ARNs or a listener ARN");
        }

        var found = request.ListenerArn is { } arn ? book.Find(arn).Rules : request.RuleArns.Select(rule => book.FindRule(rule).Rule);
        var page = Page<ListenerRule>.Of(found, request.PageSize, request.Marker, least: 1);
        return Task.FromResult(new DescribeRulesOutput { Rules = [.. page.Items.Select(RuleView.Show)], NextMarker = page.NextToken });
    }
}
