using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Types;

namespace Baton.Cloud.Interfaces;

internal sealed class AttachNetworkInterface(CloudContext cloud, InterfaceBook book, Firewall firewall, PublicAddresses addresses) : TypedAction<AttachNetworkInterfaceRequest, AttachNetworkInterfaceResult>
{
    public override string? Missing => "only to a stopped instance";

    protected override void Check(AttachNetworkInterfaceRequest request)
    {
        var nic = book.Find(request.NetworkInterfaceId);
        var instance = Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];
        if (nic.InstanceId is not null || nic.BalancerArn is not null)
        {
            throw new AwsException("InvalidNetworkInterface.InUse", $"Interface: {nic.InterfaceId} in use.");
        }

        var others = cloud.State.InterfacesOf(instance.InstanceId);
        if (request.DeviceIndex is < 1 || others.Any(other => other.DeviceIndex == request.DeviceIndex))
        {
            throw Ec2Errors.InvalidValue($"Instance '{instance.InstanceId}' already has an interface attached at device index '{request.DeviceIndex}'.");
        }

        if (InstanceTypes.Find(instance.InstanceType)!.MostInterfaces <= others.Count)
        {
            throw new AwsException("AttachmentLimitExceeded", $"Interface count {others.Count + 1} exceeds the limit for {instance.InstanceType}");
        }

        if (cloud.State.Subnets.Find(nic.SubnetId)!.Zone != cloud.State.Subnets.Find(others[0].SubnetId)!.Zone)
        {
            throw Ec2Errors.InvalidCombination("You may not attach a network interface to an instance if they are not in the same availability zone");
        }

        if (instance.State != InstanceStateName.Stopped)
        {
            throw Ec2Errors.Unsupported($"The local cloud plugs network interfaces in at power-on: stop '{instance.InstanceId}' first.");
        }
    }

    protected override Task<AttachNetworkInterfaceResult> HandleAsync(AttachNetworkInterfaceRequest request, CancellationToken cancellationToken)
    {
        var nic = cloud.State.Interfaces.Put(book.Find(request.NetworkInterfaceId) with
        {
            InstanceId = request.InstanceId, DeviceIndex = request.DeviceIndex!.Value, AttachmentId = Ids.New("eni-attach"), AttachTime = cloud.Now, DeleteOnTermination = false,
        });
        addresses.Settle(nic.InterfaceId);
        firewall.Push();
        return Task.FromResult(new AttachNetworkInterfaceResult { AttachmentId = nic.AttachmentId, NetworkCardIndex = 0 });
    }
}
