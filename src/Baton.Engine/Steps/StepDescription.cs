namespace Baton.Engine.Steps;

/// <summary>What the plan shows of a step before anything is done: the checklist and the back-out procedure in one line each.</summary>
public sealed record StepDescription
{
    /// <summary>What it changes, for a person: "Launch a t3.medium from the image, with the same groups, subnet and key".</summary>
    public required string Changes { get; init; }

    /// <summary>How it is undone, or null when it changes nothing or cannot be undone (<see cref="CanUndo"/> tells which).</summary>
    public string? Undo { get; init; }

    public bool CanUndo { get; init; } = true;

    public PauseKind Pauses { get; init; } = PauseKind.None;

    /// <summary>How long requests pause, estimated; null when they do not.</summary>
    public TimeSpan? EstimatedPause { get; init; }

    /// <summary>What it adds to the bill while it exists, in US dollars per hour.</summary>
    public decimal CostPerHour { get; init; }
}
