using Baton.Rehearsals.Stage;

namespace Baton.Rehearsals;

internal sealed record ResizeStoryOptions(string Id, bool ThenRollBack)
{
    /// <summary>Whether the story begins with an image and its verification.</summary>
    public bool WithImage { get; init; } = true;

    /// <summary>Where Baton is killed.</summary>
    public IReadOnlyList<KillPoint> Kills { get; init; } = [];

    /// <summary>What the operator does then: "resume" or "rollback".</summary>
    public string AfterKill { get; init; } = "resume";
}
