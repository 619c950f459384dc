using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Networks;

internal sealed class DescribeVpcs(CloudContext cloud) : TypedAction<DescribeVpcsRequest, DescribeVpcsResult>
{
    private static readonly FilterSet<Vpc> Filters = new(
        vpc => Fields.Tags(vpc.Tags),
        new Dictionary<string, Func<Vpc, IEnumerable<string?>>>
        {
            ["cidr-block-association.association-id"] = vpc => vpc.CidrBlockAssociationSet.Select(association => association.AssociationId),
            ["cidr-block-association.state"] = vpc => vpc.CidrBlockAssociationSet.Select(association => association.CidrBlockState?.State),
            ["cidr-block"] = vpc => Fields.One(vpc.CidrBlock),
            ["cidrBlock"] = vpc => Fields.One(vpc.CidrBlock),
            ["cidr"] = vpc => Fields.One(vpc.CidrBlock),
            ["cidr-block-association.cidr-block"] = vpc => Fields.One(vpc.CidrBlock),
            ["dhcp-options-id"] = vpc => Fields.One(vpc.DhcpOptionsId),
            ["is-default"] = vpc => Fields.One(vpc.IsDefault == true),
            ["isDefault"] = vpc => Fields.One(vpc.IsDefault == true),
            ["owner-id"] = vpc => Fields.One(vpc.OwnerId),
            ["state"] = vpc => Fields.One(vpc.State),
            ["vpc-id"] = vpc => Fields.One(vpc.VpcId),
        })
    {
        Absent = new HashSet<string>
        {
            "ipv6-cidr-block-association.ipv6-cidr-block", "ipv6-cidr-block-association.ipv6-pool", "ipv6-cidr-block-association.association-id",
            "ipv6-cidr-block-association.state",
        },
    };

    protected override Task<DescribeVpcsResult> HandleAsync(DescribeVpcsRequest request, CancellationToken cancellationToken)
    {
        var records = request.VpcIds is [] ? cloud.State.Vpcs.All : Ids.Find(request.VpcIds, "vpc", "VpcID", cloud.State.Vpcs.Find);
        var page = Page<Vpc>.Of(Filters.Apply(records.Select(vpc => Show(vpc, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeVpcsResult { Vpcs = page.Items, NextToken = page.NextToken });
    }

    public static Vpc Show(VpcRecord vpc, CloudContext cloud) => new()
    {
        VpcId = vpc.VpcId,
        CidrBlock = vpc.Cidr,
        CidrBlockAssociationSet = [new() { AssociationId = $"vpc-cidr-assoc-{vpc.VpcId["vpc-".Length..]}", CidrBlock = vpc.Cidr, CidrBlockState = new() { State = "associated" } }],
        DhcpOptionsId = vpc.DhcpOptionsId ?? "default",
        InstanceTenancy = "default",
        IsDefault = vpc.IsDefault,
        OwnerId = cloud.Options.AccountId,
        State = "available",
        Tags = cloud.State.TagList(vpc.VpcId),
    };
}
