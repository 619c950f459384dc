using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Vpcs;

namespace Baton.Cloud.Acls;

/// <summary>Network ACLs: found, changed and shown.</summary>
internal sealed class AclBook(CloudContext cloud)
{
    // Shown after all others, and not to be had or deleted: what no rule allows is denied.
    private const int Last = 32767;

    public AclRecord Find(string? id) => Ids.Find([id ?? throw Ec2Errors.Missing("networkAclId")], "acl", "NetworkAclID", cloud.State.Acls.Find)[0];

    public static AclEntry Entry(int? number, bool? egress, string? action, string? cidr) =>
        number is < 1 or >= Last or null
            ? throw Ec2Errors.InvalidValue($"Invalid value '{number}' for rule number. It must be from 1 to {Last - 1}.")
            : new(number.Value, egress ?? throw Ec2Errors.Missing("egress"), Allow(action), Cidr.Parse(cidr, "cidrBlock").ToString()) { Protocol = "-1" };

    /// <summary>With protocol, ports and ICMP types, checked.</summary>
    public static AclEntry WithTraffic(AclEntry entry, string? protocol, PortRange? ports, IcmpTypeCode? icmp) => Number(protocol ?? throw Ec2Errors.Missing("protocol")) switch
    {
        "6" or "17" when !(ports is { From: >= 0, To: <= 65535 } && ports.From <= ports.To) => throw Ec2Errors.InvalidValue($"Invalid TCP/UDP port range: {ports?.From} to {ports?.To}"),
        "1" when icmp?.Type is null => throw Ec2Errors.Missing("icmpTypeCode.type"),
        ("6" or "17") and var number => entry with { Protocol = number, FromPort = ports.From, ToPort = ports.To },
        "1" => entry with { Protocol = "1", IcmpType = icmp.Type, IcmpCode = icmp.Code ?? -1 },
        var number => entry with { Protocol = number },
    };

    public static AclEntry? FindEntry(AclRecord acl, int? number, bool? egress) => acl.Entries.FirstOrDefault(entry => entry.Number == number && entry.Egress == egress);

    public void Put(AclRecord acl, AclEntry entry) =>
        cloud.State.Acls.Put(acl with { Entries = [.. acl.Entries.Where(other => (other.Number, other.Egress) != (entry.Number, entry.Egress)), entry] });

    public AclRecord OfAssociation(string id)
    {
        Ids.Check(id, "aclassoc", "AssociationID");
        return cloud.State.Acls.All.FirstOrDefault(acl => acl.Subnets.ContainsKey(id)) ?? throw Ec2Errors.NotFound("AssociationID", id);
    }

    public NetworkAcl Show(AclRecord acl) => new()
    {
        NetworkAclId = acl.AclId,
        VpcId = acl.VpcId,
        IsDefault = acl.IsDefault,
        OwnerId = cloud.Options.AccountId,
        Entries = [.. acl.Entries.Concat([Deny(true), Deny(false)]).OrderBy(entry => !entry.Egress).ThenBy(entry => entry.Number).Select(Show)],
        Associations = [.. acl.Subnets.Select(pair => new NetworkAclAssociation { NetworkAclAssociationId = pair.Key, NetworkAclId = acl.AclId, SubnetId = pair.Value })],
        Tags = cloud.State.TagList(acl.AclId),
    };

    private static AclEntry Deny(bool egress) => new(Last, egress, false, "0.0.0.0/0") { Protocol = "-1" };

    private static string Number(string protocol)
    {
        var number = protocol.ToLowerInvariant() switch { "tcp" => "6", "udp" => "17", "icmp" => "1", "all" => "-1", var other => other };
        return int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is >= -1 and <= 255
            ? number
            : throw Ec2Errors.InvalidValue($"Invalid value '{protocol}' for IP protocol. Unknown protocol.");
    }

    private static bool Allow(string? action) => action switch
    {
        "allow" => true,
        "deny" => false,
        null => throw Ec2Errors.Missing("ruleAction"),
        _ => throw Ec2Errors.InvalidValue($"Value ({action}) for parameter ruleAction is invalid. It is allow or deny."),
    };

    private static NetworkAclEntry Show(AclEntry entry) => new()
    {
        RuleNumber = entry.Number, Egress = entry.Egress, RuleAction = entry.Allow ? "allow" : "deny", CidrBlock = entry.Cidr, Protocol = entry.Protocol,
        PortRange = entry.FromPort is null ? null : new() { From = entry.FromPort, To = entry.ToPort },
        IcmpTypeCode = entry.IcmpType is null ? null : new() { Type = entry.IcmpType, Code = entry.IcmpCode },
    };
}
