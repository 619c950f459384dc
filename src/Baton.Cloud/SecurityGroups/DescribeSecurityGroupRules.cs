using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.SecurityGroups;

internal sealed class DescribeSecurityGroupRules(CloudContext cloud) : TypedAction<DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult>
{
    private static readonly FilterSet<SecurityGroupRule> Filters = new(
        rule => Fields.Tags(rule.Tags),
        new Dictionary<string, Func<SecurityGroupRule, IEnumerable<string?>>>
        {
            ["group-id"] = rule => Fields.One(rule.GroupId),
            ["security-group-rule-id"] = rule => Fields.One(rule.SecurityGroupRuleId),
        });

    protected override Task<DescribeSecurityGroupRulesResult> HandleAsync(DescribeSecurityGroupRulesRequest request, CancellationToken cancellationToken)
    {
        var all = cloud.State.Groups.All.SelectMany(group => group.Rules.Select(rule => GroupRules.Show(rule, group.GroupId, cloud))).ToList();
        var asked = request.SecurityGroupRuleIds is [] ? all : request.SecurityGroupRuleIds.Select(id =>
            all.Find(rule => rule.SecurityGroupRuleId == Ids.Check(id, "sgr", "SecurityGroupRuleId"))
            ?? throw new AwsException("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist")).ToList();
        var page = Page<SecurityGroupRule>.Of(Filters.Apply(asked, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeSecurityGroupRulesResult { SecurityGroupRules = page.Items, NextToken = page.NextToken });
    }
}
