using Baton.Operations.Configuration;

namespace Baton.Operations.Imaging;

/// <summary>What the copy of one volume is, and why it is no more.</summary>
public sealed record VolumeConsistency(string VolumeId, string Device, ConsistencyLevel Level, string Reason);
