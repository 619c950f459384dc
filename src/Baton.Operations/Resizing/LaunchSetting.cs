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

    /// <summary>Asked when the step runs, as the groups are.</summary>
    public Func<string?> KeyName { get; init; } = static () => null;

    /// <summary>What the instance shall be like beyond that; null for a copy that lives a few minutes.</summary>
    public InstanceModel? Like { get; init; }

    /// <summary>Names that its volumes are to be deleted with it, whatever the image says.</summary>
    public IReadOnlyList<string> DeleteWithIt { get; init; } = [];

    /// <summary>Empty volumes that are made with it, and live on when it is terminated.</summary>
    public IReadOnlyList<NewVolume> NewVolumes { get; init; } = [];

    /// <summary>User data as text; null for none.</summary>
    public Func<string?> UserData { get; init; } = static () => null;

    /// <summary>The metadata service answers only to session tokens (IMDSv2).</summary>
    public bool RequireTokens { get; init; }

    /// <summary>The instance whose user data it gets; null for none.</summary>
    public string? CarryUserDataOf { get; init; }

    public required TimeSpan BootBudget { get; init; }
}
