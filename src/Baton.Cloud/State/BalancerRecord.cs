namespace Baton.Cloud.State;

/// <summary>A load balancer. Its network interfaces, one per subnet, know it.</summary>
public sealed record BalancerRecord
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>Forwards connections; otherwise HTTP.</summary>
    public required bool IsNetwork { get; init; }

    public bool IsInternal { get; init; }

    public required string VpcId { get; init; }

    public required string DnsName { get; init; }

    /// <summary>On loopback, where its listeners are.</summary>
    public required string Address { get; init; }

    public IReadOnlyList<string> GroupIds { get; set; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Those that somebody has set.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>();
}
