using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.PrefixLists;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Vpcs;

namespace Baton.Cloud.SecurityGroups;

/// <summary>Finds security groups and changes their rules; whoever is protected by them knows at once.</summary>
internal sealed class GroupBook(CloudContext cloud, Firewall firewall)
{
    public GroupRecord Find(string? groupId, string? groupName)
    {
        if (groupId is not null)
        {
            return cloud.State.Groups.Find(Ids.Check(groupId, "sg", "GroupId"))
                ?? throw new AwsException("InvalidGroup.NotFound", $"The security group '{groupId}' does not exist");
        }

        // A name alone means the default VPC.
        var name = groupName ?? throw Ec2Errors.Missing("GroupId");
        var vpc = VpcParts.Default(cloud).VpcId;
        return cloud.State.Groups.All.FirstOrDefault(group => group.Name == name && group.VpcId == vpc)
            ?? throw new AwsException("InvalidGroup.NotFound", $"The security group '{name}' does not exist in default VPC '{vpc}'");
    }

    public IReadOnlyList<GroupRule> Parse(IReadOnlyList<IpPermission> permissions, bool egress) =>
        GroupRules.Parse(permissions, egress, pair => Find(pair.GroupId, pair.GroupName).GroupId, id => PrefixListBook.Find(cloud, id).PrefixListId);

    public static void CheckNew(GroupRecord group, IReadOnlyList<GroupRule> rules)
    {
        if (rules.FirstOrDefault(rule => group.Rules.Any(rule.SameAs)) is { } known)
        {
            var ports = known.FromPort is null ? "ALL" : $"{known.Protocol.ToUpperInvariant()}, from port: {known.FromPort}, to port: {known.ToPort}";
            throw new AwsException("InvalidPermission.Duplicate", $"the specified rule \"peer: {known.Cidr ?? known.Cidr6 ?? known.PeerGroupId ?? known.PrefixListId}, {ports}, ALLOW\" already exists");
        }

        if (group.Rules.Count(rule => rule.Egress == rules[0].Egress) + rules.Count > 60)
        {
            throw new AwsException("RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.");
        }
    }

    public IReadOnlyList<SecurityGroupRule> Add(GroupRecord group, IReadOnlyList<GroupRule> rules, IReadOnlyDictionary<string, string> tags)
    {
        cloud.State.Groups.Put(group with { Rules = [.. group.Rules, .. rules] });
        foreach (var rule in rules)
        {
            cloud.State.SetTags(rule.RuleId, tags);
        }

        firewall.Push();
        return [.. rules.Select(rule => GroupRules.Show(rule, group.GroupId, cloud))];
    }

    /// <summary>The rules of a group that a revocation names, by id or by what they permit; AWS's error when one is not there.</summary>
    public IReadOnlyList<GroupRule> FindRules(GroupRecord group, bool egress, IReadOnlyList<string> ruleIds, Func<IReadOnlyList<IpPermission>> permissions)
    {
        var own = group.Rules.Where(rule => rule.Egress == egress).ToList();
        if (ruleIds.Count > 0)
        {
            return [.. ruleIds.Select(id => own.Find(rule => rule.RuleId == Ids.Check(id, "sgr", "SecurityGroupRuleId"))
                ?? throw new AwsException("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist"))];
        }

        return [.. Parse(permissions(), egress).Select(rule => own.Find(rule.SameAs)
            ?? throw new AwsException("InvalidPermission.NotFound", "The specified rule does not exist in this security group."))];
    }

    /// <summary>The group with other descriptions for its rules, which are named by id or by what they permit.</summary>
    public GroupRecord Describe(GroupRecord group, bool egress, IReadOnlyList<IpPermission> permissions, IReadOnlyList<SecurityGroupRuleDescription> byId)
    {
        var words = byId.ToDictionary(one => FindRules(group, egress, [one.SecurityGroupRuleId ?? throw Ec2Errors.Missing("SecurityGroupRuleId")], () => [])[0].RuleId, one => one.Description);
        foreach (var rule in permissions is [] && byId.Count > 0 ? [] : Parse(permissions, egress))
        {
            var known = group.Rules.FirstOrDefault(rule.SameAs) ?? throw new AwsException("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
            words[known.RuleId] = rule.Description;
        }

        return group with { Rules = [.. group.Rules.Select(rule => words.TryGetValue(rule.RuleId, out var description) ? rule with { Description = description } : rule)] };
    }

    public void Remove(GroupRecord group, IReadOnlyList<GroupRule> rules)
    {
        cloud.State.Groups.Put(group with { Rules = [.. group.Rules.Except(rules)] });
        foreach (var rule in rules)
        {
            cloud.State.TagsOf.Remove(rule.RuleId);
        }

        firewall.Push();
    }
}
