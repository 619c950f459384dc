namespace Baton.Cloud.State;

public sealed record HealthCheckRecord
{
    /// <summary>HTTP, HTTPS or TCP.</summary>
    public required string Protocol { get; init; }

    /// <summary>A number, or "traffic-port".</summary>
    public required string Port { get; init; }

    public string? Path { get; init; }

    /// <summary>"200-399", "200,202".</summary>
    public string? Codes { get; init; }

    public required int IntervalSeconds { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required int HealthyThreshold { get; init; }

    public required int UnhealthyThreshold { get; init; }
}
