namespace Baton.Engine.Plans;

/// <summary>How a run is to behave when something goes wrong.</summary>
public sealed record RunOptions
{
    /// <summary>After a failed step: false takes everything back at once; true leaves it for resume or rollback.</summary>
    public bool KeepOnFailure { get; init; }

    /// <summary>How long the undo of one step may take.</summary>
    public TimeSpan UndoTimeout { get; init; } = TimeSpan.FromMinutes(15);
}
