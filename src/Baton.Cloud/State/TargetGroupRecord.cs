namespace Baton.Cloud.State;

/// <summary>Targets that load balancers forward to, and how they are asked for their health.</summary>
public sealed record TargetGroupRecord
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>HTTP, HTTPS or TCP.</summary>
    public required string Protocol { get; init; }

    public required int Port { get; init; }

    public required string VpcId { get; init; }

    /// <summary>Targets are addresses; otherwise instances.</summary>
    public required bool TakesAddresses { get; init; }

    public required HealthCheckRecord Check { get; init; }

    public IReadOnlyList<TargetRecord> Targets { get; set; } = [];

    /// <summary>Those that somebody has set.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>();
}
