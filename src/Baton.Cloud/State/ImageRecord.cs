namespace Baton.Cloud.State;

/// <summary>An image: what RunInstances needs, and what RegisterImage was told.</summary>
public sealed record ImageRecord
{
    public required string ImageId { get; init; }

    public required string Name { get; init; }

    public string Description { get; set; } = "";

    public required string Architecture { get; init; }

    public required string RootDeviceName { get; init; }

    public required IReadOnlyList<ImageDevice> Devices { get; init; }

    public required string OwnerId { get; init; }

    public bool Public { get; init; }

    /// <summary>Accounts that may launch it.</summary>
    public IReadOnlyList<string> LaunchAccounts { get; set; } = [];

    public required DateTimeOffset CreationDate { get; init; }

    public bool EnaSupport { get; set; } = true;

    public string? SriovNetSupport { get; init; }

    public string? BootMode { get; init; }

    public string? TpmSupport { get; init; }

    public string? ImdsSupport { get; init; }

    public string VirtualizationType { get; set; } = "hvm";

    public string State { get; set; } = "available";

    public string? StateReason { get; init; }

    public string? SourceInstanceId { get; init; }

    public bool Stock { get; init; }

    public DateTimeOffset? DeprecationTime { get; init; }

    /// <summary>"enabled", "enabled-with-cooldown"; null while it may be deregistered.</summary>
    public string? Protection { get; init; }

    /// <summary>When a protection with cool-down was taken away.</summary>
    public DateTimeOffset? ProtectedUntil { get; init; }

    /// <summary>What it is a copy of.</summary>
    public string? SourceImageId { get; init; }

    public string? SourceRegion { get; init; }

    public DateTimeOffset? LastLaunchedTime { get; init; }
}
