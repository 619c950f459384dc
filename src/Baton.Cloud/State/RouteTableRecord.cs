namespace Baton.Cloud.State;

/// <summary>A route table. The main one of a VPC holds for every subnet that has none of its own.</summary>
public sealed record RouteTableRecord
{
    public required string RouteTableId { get; init; }

    public required string VpcId { get; init; }

    public required IReadOnlyList<RouteRecord> Routes { get; init; }

    /// <summary>Of the association that makes it the main one; null when it is not.</summary>
    public string? MainAssociationId { get; init; }

    /// <summary>Subnet id by association id.</summary>
    public IReadOnlyDictionary<string, string> Subnets { get; set; } = new Dictionary<string, string>();
}
