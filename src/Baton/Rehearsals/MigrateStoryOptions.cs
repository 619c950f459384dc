using Baton.Rehearsals.Stage;

namespace Baton.Rehearsals;

internal sealed record MigrateStoryOptions(string Id, bool ThenBackOut)
{
    /// <summary>What was put into the server before.</summary>
    public DataSize Data { get; init; } = DataSize.Times(1);

    /// <summary>"physical", "logical" or "dump"; null leaves it to the preparation.</summary>
    public string? Database { get; init; }

    /// <summary>Users see a page during the cut-over, instead of waiting.</summary>
    public bool WithMaintenance { get; init; }

    /// <summary>The new server begins with an image that has the packages, as an operator's own may.</summary>
    public bool WithPackages { get; init; }

    /// <summary>The new environment is tried on a fenced copy before anybody is moved, which only the physical way allows.</summary>
    public bool WithTest { get; init; }

    /// <summary>The usual way is played as well, for comparison.</summary>
    public bool WithBaseline { get; init; }

    /// <summary>Where Baton is killed.</summary>
    public IReadOnlyList<KillPoint> Kills { get; init; } = [];

    /// <summary>What the operator does then: "resume" or "rollback".</summary>
    public string AfterKill { get; init; } = "resume";
}
