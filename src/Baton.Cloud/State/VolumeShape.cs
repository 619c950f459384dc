namespace Baton.Cloud.State;

/// <summary>What of a volume can be modified.</summary>
public sealed record VolumeShape(string Type, int SizeGiB, int? Iops, int? Throughput);
