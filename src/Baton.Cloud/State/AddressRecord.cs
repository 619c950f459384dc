namespace Baton.Cloud.State;

/// <summary>An Elastic IP address.</summary>
public sealed record AddressRecord
{
    public required string AllocationId { get; init; }

    public required string PublicAddress { get; init; }

    public string? AssociationId { get; init; }

    public string? InterfaceId { get; init; }
}
