namespace Baton.Hosts.Discovery;

/// <summary>How far a server is behind its distribution.</summary>
public sealed record UpdateState
{
    /// <summary>Packages that wait for an update; null where it cannot be told.</summary>
    public int? Waiting { get; init; }

    /// <summary>Those of them that mend a hole.</summary>
    public int? Security { get; init; }

    /// <summary>How old what the server knows of updates is.</summary>
    public int? KnownDaysAgo { get; init; }

    public bool Automatic { get; init; }
}
