namespace Baton.Cloud.State;

public sealed record VpcRecord(string VpcId, string Cidr)
{
    public bool IsDefault { get; set; } = true;

    /// <summary>Null for those that every region has.</summary>
    public string? DhcpOptionsId { get; init; }

    public bool DnsSupport { get; set; } = true;

    public bool DnsHostnames { get; set; } = true;
}
