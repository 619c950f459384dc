using Baton.Engine.Problems;
using Baton.Hosts.Disks;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>How far a new server is behind the old one.</summary>
public sealed record SyncLook(DateTimeOffset At)
{
    /// <summary>By which way the database comes over.</summary>
    public DatabaseWay Way { get; init; }

    /// <summary>False while it does not: a connection is lost, or a machine boots. Null where nothing follows by itself.</summary>
    public bool? Follows { get; init; }

    /// <summary>What of the database's log has not been applied.</summary>
    public long? LagBytes { get; init; }

    /// <summary>What is free on the old server where its log is kept.</summary>
    public long? LogFreeBytes { get; init; }

    /// <summary>With less than this free, the old server drops the log that it keeps for the new one.</summary>
    public long? LogLeastBytes { get; init; }

    /// <summary>A pass over the files, when this look made one.</summary>
    public FilesCopied? Pass { get; init; }

    /// <summary>How long users would wait if the cut-over came now; null before the first pass over the files.</summary>
    public TimeSpan? EstimatedPause { get; init; }

    /// <summary>What was in the way of this look. It is tried again.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The run by which users have moved: there is nothing to follow any more.</summary>
    public string? CutOverBy { get; init; }

    /// <summary>The old server's disk fills with what it keeps for the new one.</summary>
    public bool LogIsShort => LogFreeBytes < LogLeastBytes * 4;
}
