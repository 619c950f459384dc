using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Networks;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class CreateVpc(CloudContext cloud) : TypedAction<CreateVpcRequest, CreateVpcResult>
{
    public override string? Missing => "IPv6, address pools (IPAM), dedicated tenancy";

    private const int MostVpcs = 5;

    protected override void Check(CreateVpcRequest request)
    {
        request.TagSpecifications.Check("vpc");
        if (request.AmazonProvidedIpv6CidrBlock == true || request.Ipv6CidrBlock is not null || request.Ipv4IpamPoolId is not null || request.InstanceTenancy is not (null or "default"))
        {
            throw Ec2Errors.Unsupported("The VPCs of the local cloud have IPv4 and the default tenancy only, and no address pools.");
        }

        if (Cidr.Parse(request.CidrBlock, "cidrBlock").PrefixLength is < 16 or > 28)
        {
            throw new AwsException("InvalidVpc.Range", $"The CIDR '{request.CidrBlock}' is invalid.");
        }

        if (cloud.State.Vpcs.All.Count >= MostVpcs)
        {
            throw new AwsException("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
        }
    }

    protected override Task<CreateVpcResult> HandleAsync(CreateVpcRequest request, CancellationToken cancellationToken)
    {
        var vpc = cloud.State.Vpcs.Put(new(Ids.New("vpc"), Cidr.Parse(request.CidrBlock, "cidrBlock").ToString()) { IsDefault = false, DnsHostnames = false });
        cloud.State.SetTags(vpc.VpcId, request.TagSpecifications.For("vpc"));
        VpcParts.Complete(cloud, vpc);
        return Task.FromResult(new CreateVpcResult { Vpc = DescribeVpcs.Show(vpc, cloud) with { State = "pending" } });
    }
}
