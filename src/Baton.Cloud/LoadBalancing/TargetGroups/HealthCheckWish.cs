using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Health;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

/// <summary>What a request says about health checks; what it does not say stays as it was, or is as usual.</summary>
internal sealed record HealthCheckWish
{
    public string? Protocol { get; init; }

    public string? Port { get; init; }

    public string? Path { get; init; }

    public int? IntervalSeconds { get; init; }

    public int? TimeoutSeconds { get; init; }

    public int? HealthyThreshold { get; init; }

    public int? UnhealthyThreshold { get; init; }

    public Matcher? Matcher { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>The check of a new group.</summary>
    public HealthCheckRecord New(string groupProtocol)
    {
        var isTcp = groupProtocol == "TCP";
        return On(new()
        {
            Protocol = isTcp ? "TCP" : "HTTP", Port = "traffic-port", IntervalSeconds = 30, TimeoutSeconds = isTcp && Protocol is null or "TCP" ? 10 : isTcp ? 6 : 5, HealthyThreshold = 5, UnhealthyThreshold = 2,
        });
    }

    /// <summary>Throws AWS's error for what cannot be.</summary>
    public HealthCheckRecord On(HealthCheckRecord before)
    {
        if (Enabled == false)
        {
            throw ElbErrors.Invalid("Health check enabled must be true for target groups with target type 'instance' and 'ip'");
        }

        var protocol = Protocol ?? before.Protocol;
        var isHttp = protocol is "HTTP" or "HTTPS";
        var check = new HealthCheckRecord
        {
            Protocol = isHttp || protocol == "TCP" ? protocol : throw ElbErrors.Invalid($"Health check protocol '{protocol}' must be one of HTTP, HTTPS, TCP"),
            Port = CheckPort(Port ?? before.Port),
            Path = isHttp ? CheckPath(Path ?? before.Path ?? "/") : Path is null ? null : throw ElbErrors.Invalid("Health check path cannot be specified for TCP"),
            Codes = isHttp ? CodesOf(before) : null,
            IntervalSeconds = Within(IntervalSeconds, before.IntervalSeconds, 5, 300, "interval"),
            TimeoutSeconds = Within(TimeoutSeconds, before.TimeoutSeconds, 2, 120, "timeout"),
            HealthyThreshold = Within(HealthyThreshold, before.HealthyThreshold, 2, 10, "healthy threshold count"),
            UnhealthyThreshold = Within(UnhealthyThreshold, before.UnhealthyThreshold, 2, 10, "unhealthy threshold count"),
        };
        return check.TimeoutSeconds <= check.IntervalSeconds ? check : throw ElbErrors.Invalid("Health check interval must be greater than the timeout.");
    }

    private string CodesOf(HealthCheckRecord before) => CodeMatcher.Check(Matcher?.HttpCode ?? before.Codes ?? (before.Protocol == "TCP" ? "200-399" : "200"));

    private static string CheckPort(string port) =>
        port == "traffic-port" || (int.TryParse(port, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535) ? port : throw ElbErrors.Invalid($"Health check port '{port}' must be 'traffic-port' or a number between 1 and 65535");

    private static string CheckPath(string path) =>
        path.StartsWith('/') && path.Length <= 1024 && path.All(letter => letter is > ' ' and < (char)127) ? path : throw ElbErrors.Invalid($"Health check path '{path}' must begin with a '/' character, and can be up to 1024 characters in length");

    private static int Within(int? asked, int before, int least, int most, string what) => (asked ?? before) is var value && value >= least && value <= most ? value : throw ElbErrors.Invalid($"Health check {what} must be between {least} and {most}");
}
