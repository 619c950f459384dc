using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class ModifySecurityGroupRules(CloudContext cloud, GroupBook book, Firewall firewall) : TypedAction<ModifySecurityGroupRulesRequest, ModifySecurityGroupRulesResult>
{
    protected override void Check(ModifySecurityGroupRulesRequest request) => Changed(request);

    protected override Task<ModifySecurityGroupRulesResult> HandleAsync(ModifySecurityGroupRulesRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Groups.Put(Changed(request));
        firewall.Push();
        return Task.FromResult(new ModifySecurityGroupRulesResult { Return = true });
    }

    private GroupRecord Changed(ModifySecurityGroupRulesRequest request)
    {
        var group = book.Find(request.GroupId, null);
        var changed = group;
        foreach (var update in request.SecurityGroupRules)
        {
            var id = Ids.Check(update.SecurityGroupRuleId ?? throw Ec2Errors.Missing("SecurityGroupRuleId"), "sgr", "SecurityGroupRuleId");
            var old = changed.Rules.FirstOrDefault(rule => rule.RuleId == id) ?? throw new AwsException("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist");
            var rule = book.Parse([Permission(update.SecurityGroupRule ?? throw Ec2Errors.Missing("SecurityGroupRule"))], old.Egress)[0] with { RuleId = id };
            if (changed.Rules.Any(other => other.RuleId != id && other.SameAs(rule)))
            {
                throw new AwsException("InvalidPermission.Duplicate", $"the specified rule {id} would be the same as another one");
            }

            changed = changed with { Rules = [.. changed.Rules.Select(other => other.RuleId == id ? rule : other)] };
        }

        return request.SecurityGroupRules is [] ? throw Ec2Errors.Missing("SecurityGroupRule") : changed;
    }

    private static IpPermission Permission(SecurityGroupRuleRequest rule) => new()
    {
        IpProtocol = rule.IpProtocol,
        FromPort = rule.FromPort,
        ToPort = rule.ToPort,
        IpRanges = rule.CidrIpv4 is null ? [] : [new() { CidrIp = rule.CidrIpv4, Description = rule.Description }],
        Ipv6Ranges = rule.CidrIpv6 is null ? [] : [new() { CidrIpv6 = rule.CidrIpv6, Description = rule.Description }],
        PrefixListIds = rule.PrefixListId is null ? [] : [new() { PrefixListIdValue = rule.PrefixListId, Description = rule.Description }],
        UserIdGroupPairs = rule.ReferencedGroupId is null ? [] : [new() { GroupId = rule.ReferencedGroupId, Description = rule.Description }],
    };
}
