namespace Baton.Cloud.State;

/// <summary>One rule of a network ACL: the first that fits, by number, decides.</summary>
public sealed record AclEntry(int Number, bool Egress, bool Allow, string Cidr)
{
    /// <summary>A protocol number, or "-1" for all.</summary>
    public required string Protocol { get; init; }

    public int? FromPort { get; init; }

    public int? ToPort { get; init; }

    public int? IcmpType { get; init; }

    public int? IcmpCode { get; init; }
}
