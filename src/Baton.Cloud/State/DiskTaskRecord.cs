namespace Baton.Cloud.State;

/// <summary>A task that makes snapshots or an image of objects in a bucket, or the other way round.</summary>
public sealed record DiskTaskRecord
{
    /// <summary>import-snap-…, import-ami-… or export-ami-….</summary>
    public required string TaskId { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<DiskTaskObject> Objects { get; init; }

    public string? ImageId { get; init; }

    public string? RoleName { get; init; }

    /// <summary>active, completed, deleted.</summary>
    public string Status { get; set; } = "active";

    public int Progress { get; init; }

    public string? Message { get; init; }

    public string Architecture { get; set; } = "x86_64";
}
