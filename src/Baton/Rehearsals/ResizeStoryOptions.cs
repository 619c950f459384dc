using Baton.Rehearsals.Stage;

namespace Baton.Rehearsals;

internal sealed record ResizeStoryOptions(string Id, bool ThenRollBack)
{
    /// <summary>Where Baton is killed.</summary>
    public IReadOnlyList<KillPoint> Kills { get; init; } = [];

    /// <summary>What the operator does then: "resume" or "rollback".</summary>
    public string AfterKill { get; init; } = "resume";
}
