using Baton.Engine.Plans;
using Baton.Engine.Steps;

namespace Baton.Operations.Migrating;

/// <summary>What the plans of all stages have in common: they are about one server, and one of them goes on at a time.</summary>
internal static class StagePlan
{
    public static Plan Of(string kind, SourceModel source, IEnumerable<PlannedStep> steps, Func<IReadOnlyList<PlanResult>> results) => new()
    {
        Kind = kind,
        Subject = source.Name,
        LeaseOn = Migration.LeaseOn(source.Name),
        Steps = [.. steps],
        Results = results,
    };
}
