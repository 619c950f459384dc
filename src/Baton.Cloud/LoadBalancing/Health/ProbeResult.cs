using System.Globalization;

namespace Baton.Cloud.LoadBalancing.Health;

/// <summary>How a target answered a health check, in AWS's words.</summary>
internal sealed record ProbeResult(string? Reason, string? Description)
{
    public static ProbeResult Good { get; } = new(null, null);

    public static ProbeResult TimedOut { get; } = new("Target.Timeout", "Request timed out");

    public static ProbeResult Failed { get; } = new("Target.FailedHealthChecks", "Health checks failed");

    public bool IsGood => Reason is null;

    public static ProbeResult Mismatch(int code) => new("Target.ResponseCodeMismatch", $"Health checks failed with these codes: [{code.ToString(CultureInfo.InvariantCulture)}]");
}
