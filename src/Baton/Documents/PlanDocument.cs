using Baton.Engine.Plans;

namespace Baton.Documents;

/// <summary>What 'plan' answers.</summary>
internal sealed record PlanDocument(string Kind, string Subject, IReadOnlyList<PlanStepDocument> Steps)
{
    public static PlanDocument From(Plan plan) => new(plan.Kind, plan.Subject, [.. plan.Steps.Select(PlanStepDocument.From)]);
}
