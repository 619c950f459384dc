using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class DescribeSecurityGroups(CloudContext cloud, GroupBook book) : TypedAction<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult>
{
    private readonly FilterSet<GroupRecord> _filters = new(group => cloud.State.Tags(group.GroupId), FieldsOf(cloud));

    protected override Task<DescribeSecurityGroupsResult> HandleAsync(DescribeSecurityGroupsRequest request, CancellationToken cancellationToken)
    {
        var asked = request.GroupIds.Select(id => book.Find(id, null)).Concat(request.GroupNames.Select(name => book.Find(null, name))).Distinct().ToList();
        var groups = request.GroupIds.Count + request.GroupNames.Count == 0 ? cloud.State.Groups.All : asked;
        var page = Page<GroupRecord>.Of(_filters.Apply(groups, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeSecurityGroupsResult { SecurityGroups = [.. page.Items.Select(Show)], NextToken = page.NextToken });
    }

    private static Dictionary<string, Func<GroupRecord, IEnumerable<string?>>> FieldsOf(CloudContext cloud)
    {
        var fields = new Dictionary<string, Func<GroupRecord, IEnumerable<string?>>>
        {
            ["description"] = group => Fields.One(group.Description),
            ["group-id"] = group => Fields.One(group.GroupId),
            ["group-name"] = group => Fields.One(group.Name),
            ["owner-id"] = _ => Fields.One(cloud.Options.AccountId),
            ["vpc-id"] = group => Fields.One(group.VpcId),
        };
        foreach (var (prefix, egress) in (ReadOnlySpan<(string, bool)>)[("ip-permission", false), ("egress.ip-permission", true)])
        {
            void Add(string name, Func<GroupRule, string?> value) => fields[$"{prefix}.{name}"] = group => group.Rules.Where(rule => rule.Egress == egress).Select(value);
            Add("cidr", rule => rule.Cidr);
            Add("ipv6-cidr", rule => rule.Cidr6);
            Add("from-port", rule => rule.FromPort?.ToString(CultureInfo.InvariantCulture));
            Add("to-port", rule => rule.ToPort?.ToString(CultureInfo.InvariantCulture));
            Add("protocol", rule => rule.Protocol);
            Add("group-id", rule => rule.PeerGroupId);
            Add("group-name", rule => cloud.State.Groups.Find(rule.PeerGroupId)?.Name);
            Add("prefix-list-id", rule => rule.PrefixListId);
            Add("user-id", rule => rule.PeerGroupId is null ? null : cloud.Options.AccountId);
        }

        return fields;
    }

    private SecurityGroup Show(GroupRecord group) => new()
    {
        GroupId = group.GroupId,
        GroupName = group.Name,
        Description = group.Description,
        OwnerId = cloud.Options.AccountId,
        VpcId = group.VpcId,
        IpPermissions = GroupRules.Show(group.Rules.Where(rule => !rule.Egress), cloud.Options.AccountId),
        IpPermissionsEgress = GroupRules.Show(group.Rules.Where(rule => rule.Egress), cloud.Options.AccountId),
        Tags = cloud.State.TagList(group.GroupId),
    };
}
