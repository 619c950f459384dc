namespace Baton.Cloud.State;

/// <summary>An internet gateway, and the VPC that it is attached to.</summary>
public sealed record GatewayRecord(string GatewayId, string? VpcId);
