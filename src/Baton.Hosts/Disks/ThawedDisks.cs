namespace Baton.Hosts.Disks;

/// <summary>How a freeze went.</summary>
public sealed record ThawedDisks
{
    /// <summary>How long writes waited.</summary>
    public required TimeSpan Paused { get; init; }

    /// <summary>The watchdog thawed before we did: the snapshot may be later than the thaw, so it is worth no more than 'crash'.</summary>
    public required bool WatchdogFired { get; init; }

    /// <summary>Files in folders that were flushed only and that changed between the flush and the snapshot: those may be torn. Try again.</summary>
    public required long ChangedFiles { get; init; }
}
