using Baton.Engine.Problems;
using Baton.Hosts.Web;

namespace Baton.Operations.Migrating.Watching;

/// <summary>What came to one of the servers since the last look.</summary>
public sealed record AccessLook(AccessSide Side, DateTimeOffset At)
{
    public IReadOnlyList<AccessHit> Hits { get; init; } = [];

    /// <summary>Of the logs, that were too much for one look.</summary>
    public long SkippedBytes { get; init; }

    /// <summary>Why it could not be looked at; what is logged meanwhile is read later.</summary>
    public Problem? Problem { get; init; }
}
