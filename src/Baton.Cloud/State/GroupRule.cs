namespace Baton.Cloud.State;

/// <summary>One rule: one protocol and port range, one peer.</summary>
public sealed record GroupRule
{
    public required string RuleId { get; init; }

    public required bool Egress { get; init; }

    /// <summary>"tcp", "udp", "icmp" or "-1".</summary>
    public required string Protocol { get; init; }

    public int? FromPort { get; init; }

    public int? ToPort { get; init; }

    public string? Cidr { get; init; }

    public string? Cidr6 { get; init; }

    public string? PeerGroupId { get; init; }

    public string? PrefixListId { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether the two permit the same; descriptions and ids apart.</summary>
    public bool SameAs(GroupRule other) =>
        (Egress, Protocol, FromPort, ToPort, Cidr, Cidr6, PeerGroupId, PrefixListId) == (other.Egress, other.Protocol, other.FromPort, other.ToPort, other.Cidr, other.Cidr6, other.PeerGroupId, other.PrefixListId);
}
