using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class SetSubnets(BalancerBook book) : TypedAction<SetSubnetsInput, SetSubnetsOutput>
{
    protected override Task<SetSubnetsOutput> HandleAsync(SetSubnetsInput request, CancellationToken cancellationToken)
    {
        var balancer = book.Find(request.LoadBalancerArn);
        var subnets = book.Subnets(request.Subnets, request.SubnetMappings, balancer.IsNetwork);
        if (subnets[0].Subnet.VpcId != balancer.VpcId)
        {
            throw new AwsException("InvalidSubnet", $"The subnets must belong to the VPC '{balancer.VpcId}'.");
        }

        book.Place(balancer, subnets);
        return Task.FromResult(new SetSubnetsOutput { AvailabilityZones = book.Zones(balancer), IpAddressType = "ipv4" });
    }
}
