namespace Baton.Cloud.State;

/// <summary>A default subnet: one per zone.</summary>
public sealed record SubnetRecord(string SubnetId, string VpcId, string Zone, string Cidr);
