namespace Baton.Cloud.State;

/// <summary>The default VPC.</summary>
public sealed record VpcRecord(string VpcId, string Cidr);
