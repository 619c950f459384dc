using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Tags;

/// <summary>Whatever can carry tags.</summary>
internal static class Resources
{
    /// <summary>How AWS's error codes call what an id names: "InstanceID" of "i-0123…".</summary>
    public static string KindOf(string id) => Tagging.TypeOf(id) switch
    {
        "instance" => "InstanceID",
        "image" => "AMIID",
        "volume" => "Volume",
        "snapshot" => "Snapshot",
        "elastic-ip" => "AllocationID",
        "key-pair" => "KeyPair",
        "security-group" => "Group",
        "security-group-rule" => "SecurityGroupRuleId",
        "network-interface" => "NetworkInterfaceID",
        "subnet" => "SubnetID",
        "vpc" => "VpcID",
        "internet-gateway" => "InternetGatewayID",
        "route-table" => "RouteTableID",
        "network-acl" => "NetworkAclID",
        "dhcp-options" => "DhcpOptionID",
        "launch-template" => "LaunchTemplateId",
        "prefix-list" => "PrefixListID",
        _ => throw new AwsException("InvalidID", $"The ID '{id}' is not valid"),
    };

    /// <summary>Throws AWS's error, which depends on the kind of the resource, when there is none of this id.</summary>
    public static void CheckExists(this CloudState state, string id)
    {
        var there = Tagging.TypeOf(id) switch
        {
            "instance" => state.Instances.Find(id) is not null,
            "image" => state.Images.Find(id) is not null,
            "volume" => state.Volumes.Find(id) is not null,
            "snapshot" => state.Snapshots.Find(id) is not null,
            "elastic-ip" => state.Addresses.Find(id) is not null,
            "key-pair" => state.KeyPairs.Find(id) is not null,
            "security-group" => state.Groups.Find(id) is not null,
            "security-group-rule" => state.Groups.All.Any(group => group.Rules.Any(rule => rule.RuleId == id)),
            "network-interface" => state.Interfaces.Find(id) is not null,
            "subnet" => state.Subnets.Find(id) is not null,
            "vpc" => state.Vpcs.Find(id) is not null,
            "internet-gateway" => state.Gateways.Find(id) is not null,
            "route-table" => state.RouteTables.Find(id) is not null,
            "network-acl" => state.Acls.Find(id) is not null,
            "prefix-list" => state.PrefixLists.Find(id) is not null,
            "dhcp-options" => state.DhcpOptions.Find(id) is not null,
            "launch-template" => state.Templates.Find(id) is not null,
            _ => throw new AwsException("InvalidID", $"The ID '{id}' is not valid"),
        };
        if (!there)
        {
            throw Ec2Errors.NotFound(KindOf(id), id);
        }
    }
}
