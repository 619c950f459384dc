using Baton.Operations.Resizing;

namespace Baton.Operations.Finishing;

/// <summary>What the journal keeps of a finish: the resize that it ends, and what that has made.</summary>
internal sealed record FinishArguments
{
    public required ResizeArguments Resize { get; init; }

    public required string ResizeRunId { get; init; }

    public required string NewInstanceId { get; init; }

    public required string ImageId { get; init; }

    public IReadOnlyList<string> SnapshotIds { get; init; } = [];

    public required string GroupId { get; init; }

    public string? RuleId { get; init; }
}
