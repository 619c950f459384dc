using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.ElasticIps;

internal sealed class AssociateAddress(CloudContext cloud, AddressBook book) : TypedAction<AssociateAddressRequest, AssociateAddressResult>
{
    public override string? Missing => "secondary private addresses";

    protected override void Check(AssociateAddressRequest request)
    {
        var (address, nic) = (book.Find(request.AllocationId, request.PublicIp), Target(request));
        if (request.PrivateIpAddress is { } wanted && wanted != nic.PrivateAddress)
        {
            throw new AwsException("InvalidParameterValue", $"The private IP address '{wanted}' is not assigned to network interface '{nic.InterfaceId}'.");
        }

        if (request.AllowReassociation == false && address.InterfaceId is not null && address.InterfaceId != nic.InterfaceId)
        {
            throw new AwsException("Resource.AlreadyAssociated", $"resource {address.AllocationId} is already associated with associate-id {address.AssociationId}");
        }
    }

    protected override Task<AssociateAddressResult> HandleAsync(AssociateAddressRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new AssociateAddressResult { AssociationId = book.Associate(book.Find(request.AllocationId, request.PublicIp), Target(request)).AssociationId });

    private InterfaceRecord Target(AssociateAddressRequest request)
    {
        if (request.NetworkInterfaceId is { } interfaceId)
        {
            return Ids.Find([interfaceId], "eni", "NetworkInterfaceID", cloud.State.Interfaces.Find)[0];
        }

        var instance = Ids.Find([request.InstanceId ?? throw Ec2Errors.Missing("InstanceId")], "i", "InstanceID", cloud.State.Instances.Find)[0];
        var nic = cloud.State.InterfaceOf(instance.InstanceId);
        return nic is not null && instance.State is InstanceStateName.Running or InstanceStateName.Stopping or InstanceStateName.Stopped
            ? nic!
            : throw new AwsException("InvalidInstanceID", $"The {Instances.InstanceView.NameOf(instance.State)} instance '{instance.InstanceId}' is not in a valid state for this operation.");
    }
}
