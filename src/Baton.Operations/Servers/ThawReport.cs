namespace Baton.Operations.Servers;

public sealed record ThawReport
{
    /// <summary>How long writes had to wait; 0 when nothing was frozen.</summary>
    public required double WritePauseMs { get; init; }

    /// <summary>The server had to thaw by itself before it was asked to: what was copied meanwhile may be torn.</summary>
    public bool ThawedTooEarly { get; init; }

    /// <summary>A watched folder changed between the flush and the thaw.</summary>
    public bool WatchedFoldersChanged { get; init; }
}
