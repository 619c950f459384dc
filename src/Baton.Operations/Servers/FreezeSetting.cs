namespace Baton.Operations.Servers;

public sealed record FreezeSetting
{
    /// <summary>Mount points of the data file systems to freeze. Never root.</summary>
    public IReadOnlyList<string> MountPoints { get; init; } = [];

    /// <summary>Folders on file systems that are not frozen: flushed, and watched for a change until the thaw.</summary>
    public IReadOnlyList<string> WatchedFolders { get; init; } = [];

    public PostgresFacts? Postgres { get; init; }

    public required TimeSpan Budget { get; init; }
}
