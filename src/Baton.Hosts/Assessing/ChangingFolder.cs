namespace Baton.Hosts.Assessing;

/// <summary>A folder in which files were written lately, with all that lies in it.</summary>
public sealed record ChangingFolder
{
    public required string Path { get; init; }

    /// <summary>In the days that were looked at.</summary>
    public required long ChangedFiles { get; init; }

    /// <summary>Of most of the changed files.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset Newest { get; init; }

    public required long Files { get; init; }

    public required long Bytes { get; init; }
}
