namespace Baton.Cloud.State;

/// <summary>A network ACL with its rules. Each subnet has exactly one.</summary>
public sealed record AclRecord
{
    public required string AclId { get; init; }

    public required string VpcId { get; init; }

    public bool IsDefault { get; init; }

    public IReadOnlyList<AclEntry> Entries { get; set; } = [];

    /// <summary>Subnet id by association id.</summary>
    public IReadOnlyDictionary<string, string> Subnets { get; set; } = new Dictionary<string, string>();
}
