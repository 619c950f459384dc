namespace Baton.Cloud.State;

/// <summary>A network interface, and the instance that it is attached to.</summary>
public sealed record InterfaceRecord
{
    public required string InterfaceId { get; init; }

    /// <summary>Null while it is attached to nothing.</summary>
    public string? InstanceId { get; init; }

    public string? AttachmentId { get; init; }

    /// <summary>0 is the primary one, without which there is no instance.</summary>
    public int DeviceIndex { get; init; }

    public bool DeleteOnTermination { get; set; } = true;

    public required string SubnetId { get; init; }

    public string Description { get; set; } = "";

    public required string MacAddress { get; init; }

    public required string PrivateAddress { get; init; }

    /// <summary>Kept and shown; the network delivers to the primary address only.</summary>
    public IReadOnlyList<string> SecondaryAddresses { get; set; } = [];

    public required IReadOnlyList<string> GroupIds { get; init; }

    /// <summary>Whether it gets a public address of its own while it runs and has no Elastic IP.</summary>
    public required bool AutoPublic { get; init; }

    public string? AutoPublicAddress { get; init; }

    public bool SourceDestCheck { get; set; } = true;

    /// <summary>The load balancer that it was made for, and that it goes with.</summary>
    public string? BalancerArn { get; init; }

    public DateTimeOffset? AttachTime { get; init; }
}
