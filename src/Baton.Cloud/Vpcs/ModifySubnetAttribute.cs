using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class ModifySubnetAttribute(CloudContext cloud) : TypedAction<ModifySubnetAttributeRequest, EmptyResponse>
{
    public override string? Missing => "all but MapPublicIpOnLaunch";

    protected override void Check(ModifySubnetAttributeRequest request)
    {
        Ids.Find([request.SubnetId!], "subnet", "SubnetID", cloud.State.Subnets.Find);
        if (request.AssignIpv6AddressOnCreation?.Value == true || request.EnableDns64?.Value == true || request.MapCustomerOwnedIpOnLaunch?.Value == true)
        {
            throw Ec2Errors.Unsupported("Of a subnet the local cloud changes only MapPublicIpOnLaunch.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ModifySubnetAttributeRequest request, CancellationToken cancellationToken)
    {
        var subnet = cloud.State.Subnets.Find(request.SubnetId)!;
        cloud.State.Subnets.Put(subnet with { MapPublicAddress = request.MapPublicIpOnLaunch?.Value ?? subnet.MapPublicAddress });
        return Task.FromResult(new EmptyResponse());
    }
}
