using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Tags;

/// <summary>Whatever can carry tags.</summary>
internal static class Resources
{
    /// <summary>Throws AWS's error, which depends on the kind of the resource, when there is none of this id.</summary>
    public static void CheckExists(this CloudState state, string id)
    {
        var (there, kind) = Tagging.TypeOf(id) switch
        {
            "instance" => (state.Instances.Find(id) is not null, "InstanceID"),
            "image" => (state.Images.Find(id) is not null, "AMIID"),
            "volume" => (state.Volumes.Find(id) is not null, "Volume"),
            "snapshot" => (state.Snapshots.Find(id) is not null, "Snapshot"),
            "elastic-ip" => (state.Addresses.Find(id) is not null, "AllocationID"),
            "key-pair" => (state.KeyPairs.Find(id) is not null, "KeyPair"),
            "security-group" => (state.Groups.Find(id) is not null, "Group"),
            "security-group-rule" => (state.Groups.All.Any(group => group.Rules.Any(rule => rule.RuleId == id)), "SecurityGroupRuleId"),
            "network-interface" => (state.Interfaces.Find(id) is not null, "NetworkInterfaceID"),
            "subnet" => (state.Subnets.Find(id) is not null, "SubnetID"),
            "vpc" => (state.Vpcs.Find(id) is not null, "VpcID"),
            _ => throw new AwsException("InvalidID", $"The ID '{id}' is not valid"),
        };
        if (!there)
        {
            throw Ec2Errors.NotFound(kind, id);
        }
    }
}
