namespace Baton.Cloud.State;

/// <summary>A snapshot; complete as soon as it exists, unless a client writes it or a fault says otherwise.</summary>
public sealed record SnapshotRecord
{
    public required string SnapshotId { get; init; }

    public required string VolumeId { get; init; }

    public required int SizeGiB { get; init; }

    public string Description { get; set; } = "";

    public required DateTimeOffset StartTime { get; init; }

    public required string OwnerId { get; init; }

    public bool Encrypted { get; init; }

    public string? KmsKeyId { get; init; }

    /// <summary>Still being written, block by block; nothing can be made of it yet.</summary>
    public bool Pending { get; init; }

    public string? ParentSnapshotId { get; init; }

    /// <summary>Why it ended in error; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whether every account may make volumes of it.</summary>
    public bool Public { get; init; }

    /// <summary>Accounts that may make volumes of it.</summary>
    public IReadOnlyList<string> SharedWith { get; set; } = [];

    public SnapshotLock? Lock { get; init; }

    /// <summary>Comes with the cloud, and cannot be deleted.</summary>
    public bool Stock { get; init; }
}
