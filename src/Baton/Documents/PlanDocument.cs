using Baton.Operations;

namespace Baton.Documents;

/// <summary>What 'plan' answers.</summary>
internal sealed record PlanDocument(string Kind, string Subject, IReadOnlyList<PlanStepDocument> Steps, IReadOnlyList<string> Notes)
{
    public static PlanDocument From(PreparedRun run) => new(run.Plan.Kind, run.Plan.Subject, [.. run.Plan.Steps.Select(PlanStepDocument.From)], run.Notes);
}
