using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Networks;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class CreateSubnet(CloudContext cloud) : TypedAction<CreateSubnetRequest, CreateSubnetResult>
{
    public override string? Missing => "IPv6, Outposts";

    protected override void Check(CreateSubnetRequest request)
    {
        request.TagSpecifications.Check("subnet");
        var vpc = Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find)[0];
        if (request.Ipv6CidrBlock is not null || request.Ipv6Native == true || request.OutpostArn is not null)
        {
            throw Ec2Errors.Unsupported("The subnets of the local cloud have IPv4 only.");
        }

        ZoneOf(request);
        var range = Cidr.Parse(request.CidrBlock, "cidrBlock");
        if (range.PrefixLength is < 16 or > 28 || !Cidr.Contains(System.Net.IPNetwork.Parse(vpc.Cidr), range))
        {
            throw new AwsException("InvalidSubnet.Range", $"The CIDR '{request.CidrBlock}' is invalid.");
        }

        if (cloud.State.Subnets.All.Any(other => other.VpcId == vpc.VpcId && Cidr.Overlap(System.Net.IPNetwork.Parse(other.Cidr), range)))
        {
            throw new AwsException("InvalidSubnet.Conflict", $"The CIDR '{request.CidrBlock}' conflicts with another subnet");
        }
    }

    protected override Task<CreateSubnetResult> HandleAsync(CreateSubnetRequest request, CancellationToken cancellationToken)
    {
        var range = Cidr.Parse(request.CidrBlock, "cidrBlock").ToString();
        var subnet = cloud.State.Subnets.Put(new(Ids.New("subnet"), request.VpcId!, ZoneOf(request), range) { IsDefault = false, MapPublicAddress = false });
        cloud.State.SetTags(subnet.SubnetId, request.TagSpecifications.For("subnet"));
        VpcParts.Complete(cloud, cloud.State.Vpcs.Find(request.VpcId)!);
        return Task.FromResult(new CreateSubnetResult { Subnet = DescribeSubnets.Show(subnet, cloud) });
    }

    private string ZoneOf(CreateSubnetRequest request)
    {
        var zone = request.AvailabilityZone ?? (request.AvailabilityZoneId is null ? cloud.Zones[0] : cloud.Zones.FirstOrDefault(name => Zones.IdOf(name, cloud.Options.Region) == request.AvailabilityZoneId));
        return zone is not null && cloud.Zones.Contains(zone)
            ? zone
            : throw Ec2Errors.InvalidValue($"Value ({zone ?? request.AvailabilityZoneId}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: {string.Join(", ", cloud.Zones)}.");
    }
}
