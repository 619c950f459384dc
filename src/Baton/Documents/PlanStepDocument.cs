using Baton.Engine.Steps;

namespace Baton.Documents;

internal sealed record PlanStepDocument
{
    public required string Name { get; init; }

    public required string Changes { get; init; }

    public required PauseKind Pauses { get; init; }

    public double? EstimatedPauseMs { get; init; }

    public decimal CostPerHour { get; init; }

    public bool CanUndo { get; init; }

    public string? Undo { get; init; }

    public static PlanStepDocument From(PlannedStep step)
    {
        var description = step.Describe();
        return new()
        {
            Name = step.Name,
            Changes = description.Changes,
            Pauses = description.Pauses,
            EstimatedPauseMs = description.EstimatedPause?.TotalMilliseconds,
            CostPerHour = description.CostPerHour,
            CanUndo = description.CanUndo,
            Undo = description.Undo,
        };
    }
}
