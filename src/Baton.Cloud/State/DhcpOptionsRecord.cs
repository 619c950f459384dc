namespace Baton.Cloud.State;

/// <summary>A set of DHCP options: name and values.</summary>
public sealed record DhcpOptionsRecord(string DhcpOptionsId, IReadOnlyDictionary<string, IReadOnlyList<string>> Options);
