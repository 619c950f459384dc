using System.Net;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;

namespace Baton.Cloud.ElasticIps;

internal sealed class AllocateAddress(CloudContext cloud, PublicAddresses addresses) : TypedAction<AllocateAddressRequest, AllocateAddressResult>
{
    public override string? Missing => "own address pools, recovering a released address";

    protected override void Check(AllocateAddressRequest request)
    {
        request.TagSpecifications.Check("elastic-ip");
        if (request.Domain is not (null or "vpc"))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.Domain}) for parameter domain is invalid.");
        }

        if (request.Address is not null || request.PublicIpv4Pool is not (null or "amazon"))
        {
            throw Ec2Errors.Unsupported("The local cloud gives addresses only from its own pool, and none twice.");
        }

        if (cloud.State.Addresses.All.Count >= cloud.Options.AddressQuota)
        {
            throw new AwsException("AddressLimitExceeded", "The maximum number of addresses has been reached.");
        }
    }

    protected override Task<AllocateAddressResult> HandleAsync(AllocateAddressRequest request, CancellationToken cancellationToken)
    {
        var address = cloud.State.Addresses.Put(new() { AllocationId = Ids.New("eipalloc"), PublicAddress = addresses.NewElastic() });
        cloud.State.SetTags(address.AllocationId, request.TagSpecifications.For("elastic-ip"));
        cloud.Network.SetPublicAddress(IPAddress.Parse(address.PublicAddress), null);
        return Task.FromResult(new AllocateAddressResult
        {
            AllocationId = address.AllocationId, PublicIp = address.PublicAddress, Domain = "vpc", PublicIpv4Pool = "amazon", NetworkBorderGroup = cloud.Options.Region,
        });
    }
}
