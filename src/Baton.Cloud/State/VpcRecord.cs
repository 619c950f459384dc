namespace Baton.Cloud.State;

public sealed record VpcRecord(string VpcId, string Cidr)
{
    public bool IsDefault { get; init; } = true;

    /// <summary>Null for those that every region has.</summary>
    public string? DhcpOptionsId { get; init; }

    public bool DnsSupport { get; init; } = true;

    public bool DnsHostnames { get; init; } = true;
}
