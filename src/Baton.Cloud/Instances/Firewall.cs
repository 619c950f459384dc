using System.Net;
using Baton.Cloud.Network;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

/// <summary>Tells the network which rules hold for which interface.</summary>
internal sealed class Firewall(CloudContext cloud)
{
    /// <summary>After a change of rules or of membership.</summary>
    public void Push()
    {
        foreach (var nic in cloud.State.Interfaces.All.Where(nic => cloud.State.Instances.Find(nic.InstanceId) is { IsThere: true }))
        {
            Push(nic);
        }
    }

    public void Push(InterfaceRecord nic)
    {
        if (cloud.State.Instances.Find(nic.InstanceId) is { NetworkLost: true })
        {
            cloud.Network.Disconnect(nic.InterfaceId);
            return;
        }

        // Membership is part of the port: rules of others may name its groups.
        cloud.Network.Connect(PortOf(nic));
        cloud.Network.SetRules(nic.InterfaceId, RulesOf(nic));
    }

    public NetworkPort PortOf(InterfaceRecord nic)
    {
        var subnet = cloud.State.Subnets.Find(nic.SubnetId)!;
        return new()
        {
            InterfaceId = nic.InterfaceId,
            VpcId = subnet.VpcId,
            Region = cloud.Options.Region,
            MacAddress = nic.MacAddress,
            PrivateAddress = IPAddress.Parse(nic.PrivateAddress),
            Subnet = IPNetwork.Parse(subnet.Cidr),
            Vpc = IPNetwork.Parse(cloud.State.Vpcs.Find(subnet.VpcId)!.Cidr),
            HostName = Addresses.HostName(nic.PrivateAddress),
            GroupIds = nic.GroupIds,
            Rules = RulesOf(nic),
        };
    }

    private SecurityRules RulesOf(InterfaceRecord nic) => RulesOf(nic.GroupIds);

    public SecurityRules RulesOf(IReadOnlyList<string> groupIds)
    {
        var rules = groupIds.Select(cloud.State.Groups.Find).OfType<GroupRecord>().SelectMany(group => group.Rules).ToList();
        return new([.. rules.Where(rule => !rule.Egress).SelectMany(Convert)], [.. rules.Where(rule => rule.Egress).SelectMany(Convert)]);
    }

    private IEnumerable<SecurityRule> Convert(GroupRule rule)
    {
        var all = rule.Protocol == "-1";
        var (from, to) = all || rule.FromPort is null or -1 ? (0, 65535) : (rule.FromPort.Value, rule.ToPort ?? rule.FromPort.Value);
        if (rule.Cidr is not null)
        {
            yield return new(rule.Protocol, from, to) { Cidr = IPNetwork.Parse(rule.Cidr) };
        }
        else if (rule.PeerGroupId is not null)
        {
            yield return new(rule.Protocol, from, to) { GroupId = rule.PeerGroupId };
        }
        else if (cloud.State.PrefixLists.Find(rule.PrefixListId) is { } list)
        {
            foreach (var entry in list.Entries)
            {
                yield return new(rule.Protocol, from, to) { Cidr = IPNetwork.Parse(entry.Cidr) };
            }
        }
    }
}
