using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

/// <summary>Which public address leads where: Elastic IPs, and the ones that running instances get of their own.</summary>
internal sealed class PublicAddresses(CloudContext cloud)
{
    private const string ElasticRange = "127.42.0.0/16";
    private const string AutoRange = "127.43.0.0/16";

    // Two clouds of one computer (a rehearsal beside one's own) must not want the same addresses, so each begins in a /24 of its own.
    private readonly int _ownBlock = 1 + (SHA256.HashData(Encoding.UTF8.GetBytes(cloud.Options.StateDirectory))[0] % 254);

    // Elastic IPs that have moved in the books and not yet in the network.
    private readonly HashSet<string> _late = [];

    public void Delay(string allocationId) => _late.Add(allocationId);

    /// <summary>The network follows what the books say by now.</summary>
    public void Arrive(string allocationId)
    {
        if (_late.Remove(allocationId) && cloud.State.Addresses.Find(allocationId) is { } address)
        {
            cloud.Network.SetPublicAddress(IPAddress.Parse(address.PublicAddress), address.InterfaceId);
        }
    }

    public string NewElastic() => NewIn(ElasticRange, cloud.Places.All.SelectMany(place => place.Cloud.State.Addresses.All).Select(address => address.PublicAddress).ToHashSet().Contains);

    /// <summary>The address by which an interface is reached from outside, if it has one.</summary>
    public string? Of(InterfaceRecord nic) => cloud.State.AddressOf(nic.InterfaceId)?.PublicAddress ?? nic.AutoPublicAddress;

    /// <summary>Gives or takes the address of its own, by what the instance is and has now; tells the network.</summary>
    public void Settle(string interfaceId)
    {
        if (cloud.State.Interfaces.Find(interfaceId) is not { } nic)
        {
            return;
        }

        var running = cloud.State.Instances.Find(nic.InstanceId)?.State is InstanceStateName.Pending or InstanceStateName.Running;
        var elastic = cloud.State.AddressOf(interfaceId);
        var wants = running && nic.AutoPublic && elastic is null;
        if (wants && nic.AutoPublicAddress is null)
        {
            List<CloudState> states = [.. cloud.Places.All.Select(place => place.Cloud.State)];
            nic = cloud.State.Interfaces.Put(nic with { AutoPublicAddress = NewIn(AutoRange, address => states.Exists(state => state.InterfacesByPublicAddress.Has(address))) });
        }
        else if (!wants && nic.AutoPublicAddress is { } own)
        {
            nic = cloud.State.Interfaces.Put(nic with { AutoPublicAddress = null });
            cloud.Network.RemovePublicAddress(IPAddress.Parse(own));
        }

        if (nic.AutoPublicAddress is not null)
        {
            cloud.Network.SetPublicAddress(IPAddress.Parse(nic.AutoPublicAddress), interfaceId);
        }

        if (elastic is not null && !_late.Contains(elastic.AllocationId))
        {
            cloud.Network.SetPublicAddress(IPAddress.Parse(elastic.PublicAddress), interfaceId);
        }
    }

    private string NewIn(string range, Func<string, bool> isTaken) =>
        Addresses.FirstFree(range.Replace(".0.0/16", $".{_ownBlock}.0/24", StringComparison.Ordinal), isTaken) ?? Addresses.FirstFree(range, isTaken)!;
}
