namespace Baton.Cloud.State;

/// <summary>A network interface. Every instance has exactly one.</summary>
public sealed record InterfaceRecord
{
    public required string InterfaceId { get; init; }

    public required string AttachmentId { get; init; }

    public required string InstanceId { get; init; }

    public required string SubnetId { get; init; }

    public required string MacAddress { get; init; }

    public required string PrivateAddress { get; init; }

    public required IReadOnlyList<string> GroupIds { get; init; }

    /// <summary>Whether it gets a public address of its own while it runs and has no Elastic IP.</summary>
    public required bool AutoPublic { get; init; }

    public string? AutoPublicAddress { get; init; }

    public bool SourceDestCheck { get; init; } = true;

    public required DateTimeOffset AttachTime { get; init; }
}
