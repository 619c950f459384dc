using System.Net;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.ElasticIps;

/// <summary>Finds Elastic IPs and moves them.</summary>
internal sealed class AddressBook(CloudContext cloud, PublicAddresses addresses, InstanceLifecycle lifecycle)
{
    public AddressRecord Find(string? allocationId, string? publicAddress)
    {
        if (allocationId is not null)
        {
            return cloud.State.Addresses.Find(Ids.Check(allocationId, "eipalloc", "AllocationID")) ?? throw Ec2Errors.NotFound("AllocationID", allocationId);
        }

        var wanted = publicAddress ?? throw Ec2Errors.Missing("AllocationId");
        if (!IPAddress.TryParse(wanted, out _))
        {
            throw Ec2Errors.InvalidValue($"Invalid value '{wanted}' for publicIp. Invalid IPv4 address format");
        }

        return cloud.State.Addresses.All.FirstOrDefault(address => address.PublicAddress == wanted)
            ?? throw new AwsException("InvalidAddress.NotFound", $"Address '{wanted}' not found.");
    }

    public AddressRecord Associate(AddressRecord address, InterfaceRecord nic)
    {
        if (address.InterfaceId == nic.InterfaceId)
        {
            return address;
        }

        if (cloud.State.AddressOf(nic.InterfaceId) is { } former)
        {
            // Kept by its owner, but leads nowhere now.
            cloud.State.Addresses.Put(former with { InterfaceId = null, AssociationId = null });
            cloud.Network.SetPublicAddress(IPAddress.Parse(former.PublicAddress), null);
        }

        var loser = address.InterfaceId;
        var moved = cloud.State.Addresses.Put(address with { InterfaceId = nic.InterfaceId, AssociationId = Ids.New("eipassoc") });
        if (cloud.Faults.Take("AssociateAddress", FaultKind.AddressLate) is { } late)
        {
            addresses.Delay(moved.AllocationId);
            lifecycle.InBackground(moved.AllocationId, () => ArriveAsync(moved.AllocationId, TimeSpan.FromMilliseconds(late.Milliseconds)));
        }

        addresses.Settle(nic.InterfaceId);
        if (loser is not null)
        {
            addresses.Settle(loser);
        }

        return moved;
    }

    public void Disassociate(AddressRecord address)
    {
        if (address.InterfaceId is not { } loser)
        {
            return;
        }

        cloud.State.Addresses.Put(address with { InterfaceId = null, AssociationId = null });
        cloud.Network.SetPublicAddress(IPAddress.Parse(address.PublicAddress), null);
        addresses.Settle(loser);
    }

    private async Task ArriveAsync(string allocationId, TimeSpan after)
    {
        await Task.Delay(after, cloud.Time, lifecycle.Ended);
        await cloud.ChangeAsync(() => addresses.Arrive(allocationId), lifecycle.Ended);
    }
}
