namespace Baton.Hosts.Units;

/// <summary>How a machine went down that was watched.</summary>
public sealed record ShutdownRecord
{
    /// <summary>It is another boot than the one that was watched.</summary>
    public required bool Restarted { get; init; }

    /// <summary>What was not an end by itself, for a person; empty after a clean one.</summary>
    public required IReadOnlyList<string> Unclean { get; init; }
}
