using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Acls;

internal sealed class DescribeNetworkAcls(CloudContext cloud, AclBook book) : TypedAction<DescribeNetworkAclsRequest, DescribeNetworkAclsResult>
{
    private static readonly FilterSet<NetworkAcl> Filters = new(acl => Fields.Tags(acl.Tags), new Dictionary<string, Func<NetworkAcl, IEnumerable<string?>>>
    {
        ["association.association-id"] = acl => acl.Associations.Select(association => association.NetworkAclAssociationId),
        ["association.network-acl-id"] = acl => acl.Associations.Select(association => association.NetworkAclId),
        ["association.subnet-id"] = acl => acl.Associations.Select(association => association.SubnetId),
        ["default"] = acl => Fields.One(acl.IsDefault == true),
        ["entry.cidr"] = acl => acl.Entries.Select(entry => entry.CidrBlock),
        ["entry.egress"] = acl => acl.Entries.SelectMany(entry => Fields.One(entry.Egress == true)),
        ["entry.icmp.code"] = acl => acl.Entries.SelectMany(entry => Fields.One(entry.IcmpTypeCode?.Code)),
        ["entry.icmp.type"] = acl => acl.Entries.SelectMany(entry => Fields.One(entry.IcmpTypeCode?.Type)),
        ["entry.ipv6-cidr"] = acl => acl.Entries.Select(entry => entry.Ipv6CidrBlock),
        ["entry.port-range.from"] = acl => acl.Entries.SelectMany(entry => Fields.One(entry.PortRange?.From)),
        ["entry.port-range.to"] = acl => acl.Entries.SelectMany(entry => Fields.One(entry.PortRange?.To)),
        ["entry.protocol"] = acl => acl.Entries.Select(entry => entry.Protocol),
        ["entry.rule-action"] = acl => acl.Entries.Select(entry => entry.RuleAction),
        ["entry.rule-number"] = acl => acl.Entries.SelectMany(entry => Fields.One(entry.RuleNumber)),
        ["network-acl-id"] = acl => Fields.One(acl.NetworkAclId),
        ["owner-id"] = acl => Fields.One(acl.OwnerId),
        ["vpc-id"] = acl => Fields.One(acl.VpcId),
    });

    protected override Task<DescribeNetworkAclsResult> HandleAsync(DescribeNetworkAclsRequest request, CancellationToken cancellationToken)
    {
        var records = request.NetworkAclIds is [] ? cloud.State.Acls.All : request.NetworkAclIds.Select(book.Find);
        var page = Page<NetworkAcl>.Of(Filters.Apply(records.Select(book.Show), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeNetworkAclsResult { NetworkAcls = page.Items, NextToken = page.NextToken });
    }
}
