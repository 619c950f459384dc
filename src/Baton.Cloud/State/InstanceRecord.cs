namespace Baton.Cloud.State;

/// <summary>An instance as the cloud keeps it. Its volumes and its interface know it; it does not know them.</summary>
public sealed record InstanceRecord
{
    public required string InstanceId { get; init; }

    public required string ReservationId { get; init; }

    public required int LaunchIndex { get; init; }

    public required string ImageId { get; init; }

    public required string InstanceType { get; init; }

    public required string Architecture { get; init; }

    public required string RootDeviceName { get; init; }

    public required InstanceStateName State { get; init; }

    public string StateReasonCode { get; set; } = "";

    public string StateReason { get; set; } = "";

    public required DateTimeOffset LaunchTime { get; init; }

    /// <summary>When it was terminated: it is shown for an hour longer.</summary>
    public DateTimeOffset? TerminatedAt { get; init; }

    public string? KeyName { get; init; }

    /// <summary>Base64, as given.</summary>
    public string? UserData { get; init; }

    public string? ClientToken { get; init; }

    public string? ProfileArn { get; init; }

    public bool TerminationProtected { get; init; }

    public bool StopProtected { get; init; }

    public bool TerminateOnShutdown { get; init; }

    public bool EbsOptimized { get; init; }

    public bool DetailedMonitoring { get; init; }

    public string BootMode { get; set; } = "legacy-bios";

    public bool EnaSupport { get; set; } = true;

    public bool TokensRequired { get; init; }

    public int HopLimit { get; set; } = 1;

    public bool MetadataEnabled { get; set; } = true;

    public bool TagsInMetadata { get; init; }

    public string? CpuCredits { get; init; }

    /// <summary>Fails its status check because somebody asked for it.</summary>
    public bool Impaired { get; init; }

    /// <summary>Has no network because somebody asked for it.</summary>
    public bool NetworkLost { get; init; }

    public bool IsThere => State is not InstanceStateName.Terminated;
}
