namespace Baton.Hosts.Postgres;

/// <summary>What a cluster's databases hold, in figures.</summary>
public sealed record DataFingerprint
{
    public IReadOnlyList<TableFingerprint> Tables { get; init; } = [];

    public IReadOnlyList<SequenceFingerprint> Sequences { get; init; } = [];
}
