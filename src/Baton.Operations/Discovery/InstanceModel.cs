namespace Baton.Operations.Discovery;

/// <summary>An instance as it was when a plan was made: all that a successor must be given. User data is not kept: it may hold secrets.</summary>
public sealed record InstanceModel
{
    public required string InstanceId { get; init; }

    public required string InstanceType { get; init; }

    /// <summary>As EC2 says it: "x86_64".</summary>
    public required string Architecture { get; init; }

    public required string SubnetId { get; init; }

    public required string VpcId { get; init; }

    public required string AvailabilityZone { get; init; }

    public required string PrivateAddress { get; init; }

    public string? PublicAddress { get; init; }

    /// <summary>The Elastic IP, when there is one.</summary>
    public ElasticAddress? Elastic { get; init; }

    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    public int NetworkInterfaces { get; init; } = 1;

    public string? KeyName { get; init; }

    public string? ProfileArn { get; init; }

    public bool EbsOptimized { get; init; }

    public bool Monitoring { get; init; }

    public bool TerminationProtection { get; init; }

    public string? ShutdownBehavior { get; init; }

    public string? Tenancy { get; init; }

    public string? PlacementGroup { get; init; }

    public MetadataModel? Metadata { get; init; }

    public string VirtualizationType { get; init; } = "hvm";

    public bool EnaSupport { get; init; }

    public string? SriovNetSupport { get; init; }

    public string? BootMode { get; init; }

    public string? TpmSupport { get; init; }

    public bool Hibernation { get; init; }

    public bool Spot { get; init; }

    /// <summary>The Auto Scaling group that made it; null when none did.</summary>
    public string? AutoScalingGroup { get; init; }

    public bool HasUserData { get; init; }

    public required string RootDevice { get; init; }

    public string RootDeviceType { get; init; } = "ebs";

    public IReadOnlyList<VolumeModel> Volumes { get; init; } = [];

    public IReadOnlyList<TagModel> Tags { get; init; } = [];
}
