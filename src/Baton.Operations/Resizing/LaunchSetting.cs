using Baton.Operations.Discovery;

namespace Baton.Operations.Resizing;

/// <summary>What is launched, as what.</summary>
internal sealed record LaunchSetting
{
    /// <summary>For the plan: "the new server", "a quarantined copy".</summary>
    public required string Purpose { get; init; }

    /// <summary>For the tag Name.</summary>
    public required string Name { get; init; }

    public required string InstanceType { get; init; }

    public required string SubnetId { get; init; }

    /// <summary>Asked when the step runs: a group may be made by a step before.</summary>
    public required Func<IReadOnlyList<string>> SecurityGroupIds { get; init; }

    public required bool PublicAddress { get; init; }

    public string? KeyName { get; init; }

    /// <summary>What the instance shall be like beyond that; null for a copy that lives a few minutes.</summary>
    public InstanceModel? Like { get; init; }

    /// <summary>Names that its volumes are to be deleted with it, whatever the image says.</summary>
    public IReadOnlyList<string> DeleteWithIt { get; init; } = [];

    /// <summary>The instance whose user data it gets; null for none.</summary>
    public string? CarryUserDataOf { get; init; }

    public required TimeSpan BootBudget { get; init; }
}
