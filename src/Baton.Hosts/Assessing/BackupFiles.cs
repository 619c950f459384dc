namespace Baton.Hosts.Assessing;

/// <summary>A folder that looks like backups.</summary>
public sealed record BackupFiles
{
    public required string Folder { get; init; }

    public required DateTimeOffset Newest { get; init; }

    public required string NewestName { get; init; }

    public required long Files { get; init; }

    public required long Bytes { get; init; }
}
