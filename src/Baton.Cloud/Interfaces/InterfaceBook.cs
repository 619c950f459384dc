using System.Net;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Interfaces;

/// <summary>Network interfaces: found, made, attached and removed.</summary>
internal sealed class InterfaceBook(CloudContext cloud, PublicAddresses addresses, Firewall firewall)
{
    // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
    private const int MostGroups = 5;

    /// <summary>Throws AWS's error for more addresses than an interface can have.</summary>
    public static void CheckCount(int? addresses)
    {
        const int Most = 50;
        if (addresses is < 0 or > Most)
        {
            throw new AwsException("PrivateIpAddressLimitExceeded", $"Number of private addresses will exceed limit: {addresses} are more than {Most}, or less than none.");
        }
    }

    public InterfaceRecord Find(string? id) => Ids.Find([id ?? throw Ec2Errors.Missing("networkInterfaceId")], "eni", "NetworkInterfaceID", cloud.State.Interfaces.Find)[0];

    public InterfaceRecord OfAttachment(string id)
    {
        Ids.Check(id, "eni-attach", "AttachmentID");
        return cloud.State.Interfaces.All.FirstOrDefault(nic => nic.AttachmentId == id) ?? throw Ec2Errors.NotFound("AttachmentID", id);
    }

    /// <summary>The ids of groups of the subnet's VPC; its default group when none is named.</summary>
    public static IReadOnlyList<string> Groups(CloudContext cloud, IReadOnlyList<string> ids, IReadOnlyList<string> names, SubnetRecord subnet)
    {
        var groups = cloud.State.Groups;
        var found = ids.Select(id => groups.Find(Ids.Check(id, "sg", "GroupId")) ?? throw Ec2Errors.NotFound("Group", id)).ToList();
        found.AddRange(names.Select(name => groups.All.FirstOrDefault(group => group.Name == name && group.VpcId == subnet.VpcId) ?? throw Ec2Errors.NotFound("Group", name)));
        if (found.Find(group => group.VpcId != subnet.VpcId) is { } foreign)
        {
            throw Ec2Errors.InvalidValue($"Security group {foreign.GroupId} and subnet {subnet.SubnetId} belong to different networks.");
        }

        if (found.Count > MostGroups)
        {
            throw new AwsException("SecurityGroupsPerInterfaceLimitExceeded", "The maximum number of security groups per interface has been reached.");
        }

        return found is [] ? [groups.All.First(group => group.Name == "default" && group.VpcId == subnet.VpcId).GroupId] : [.. found.Select(group => group.GroupId).Distinct()];
    }

    /// <summary>Throws AWS's error for an address that an interface in the subnet cannot have.</summary>
    public static string CheckFree(CloudContext cloud, SubnetRecord subnet, string address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || address.Count('.') != 3 || !IPNetwork.Parse(subnet.Cidr).Contains(parsed))
        {
            throw Ec2Errors.InvalidValue($"Address {address} does not fall within the subnet's address range");
        }

        return IsTaken(cloud, subnet, address) ? throw new AwsException("InvalidIPAddress.InUse", $"Address {address} is in use.") : address;
    }

    /// <summary>An interface in a subnet that is attached to nothing; not written down yet.</summary>
    public static InterfaceRecord New(CloudContext cloud, SubnetRecord subnet, IReadOnlyList<string> groupIds, string? privateAddress)
    {
        var id = Ids.New("eni");
        return new()
        {
            InterfaceId = id, SubnetId = subnet.SubnetId, MacAddress = Addresses.Mac(id), PrivateAddress = privateAddress ?? FreeAddress(cloud, subnet, []), GroupIds = groupIds,
            AutoPublic = false, DeleteOnTermination = false,
        };
    }

    public static string FreeAddress(CloudContext cloud, SubnetRecord subnet, IReadOnlyCollection<string> alsoTaken) =>
        Addresses.FirstFree(subnet.Cidr, address => IsTaken(cloud, subnet, address) || alsoTaken.Contains(address))
        ?? throw new AwsException("InsufficientFreeAddressesInSubnet", $"There are not enough free addresses in subnet '{subnet.SubnetId}' to satisfy the requested number of addresses.");

    /// <summary>Attached to nothing any more; or gone, when it was made for the instance alone.</summary>
    public void Detach(InterfaceRecord nic)
    {
        cloud.State.Interfaces.Put(nic with { InstanceId = null, AttachmentId = null, AttachTime = null, DeviceIndex = 0, AutoPublic = false });
        addresses.Settle(nic.InterfaceId);
        firewall.Push();
        cloud.Network.Disconnect(nic.InterfaceId);
    }

    public static NetworkInterfaceAttachment? Attachment(InterfaceRecord nic, string ownerId) => nic.InstanceId is null ? null : new()
    {
        AttachmentId = nic.AttachmentId, AttachTime = nic.AttachTime, DeleteOnTermination = nic.DeleteOnTermination, DeviceIndex = nic.DeviceIndex, NetworkCardIndex = 0,
        InstanceId = nic.InstanceId, InstanceOwnerId = ownerId, Status = "attached",
    };

    private static bool IsTaken(CloudContext cloud, SubnetRecord subnet, string address) => cloud.State.InterfacesByAddress.Has(CloudState.AddressKey(subnet.SubnetId, address));
}
