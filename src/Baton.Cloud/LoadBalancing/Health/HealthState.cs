using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Health;

/// <summary>What a load balancer thinks of a target, and how many answers in a row have said otherwise.</summary>
internal sealed record HealthState(string State, string? Reason, string? Description, int Contrary = 0)
{
    public static HealthState Registering { get; } = new("initial", "Elb.RegistrationInProgress", "Target registration is in progress");

    private static HealthState Healthy { get; } = new("healthy", null, null);

    public bool IsHealthy => State == "healthy";

    /// <summary>After one more answer to a health check. The first good one takes a new target in.</summary>
    public HealthState After(ProbeResult result, HealthCheckRecord check)
    {
        if (result.IsGood)
        {
            return State is "healthy" or "initial" || Contrary + 1 >= check.HealthyThreshold ? Healthy : this with { Contrary = Contrary + 1 };
        }

        var isDown = State == "unhealthy" || Contrary + 1 >= check.UnhealthyThreshold;
        return isDown ? new("unhealthy", result.Reason, result.Description)
            : State == "initial" ? new("initial", "Elb.InitialHealthChecking", "Initial health checks in progress", Contrary + 1)
            : this with { Contrary = Contrary + 1 };
    }
}
