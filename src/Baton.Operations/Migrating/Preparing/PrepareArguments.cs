using Baton.Operations.Migrating.Databases;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>What the journal keeps of the preparation of a migration; the later stages read it there.</summary>
internal sealed record PrepareArguments
{
    public required SourceModel Source { get; init; }

    public required string ImageId { get; init; }

    public required string RootDevice { get; init; }

    /// <summary>Null for the size that the image has.</summary>
    public int? RootGiB { get; init; }

    public required string InstanceType { get; init; }

    public required string SubnetId { get; init; }

    public required string VpcId { get; init; }

    public required string OperatorCidr { get; init; }

    /// <summary>Null when <see cref="KeyName"/> is the account's already.</summary>
    public string? PublicKey { get; init; }

    public string? KeyName { get; init; }

    /// <summary>The way in which the database is expected to come over; 'sync' looks again, at both servers. Null without one.</summary>
    public WayChoice? Database { get; init; }

    /// <summary>The data volumes, in the order of their devices.</summary>
    public IReadOnlyList<PlannedVolume> Volumes { get; init; } = [];
}
