using Baton.Aws.Wire;

namespace Baton.Cloud.LoadBalancing;

/// <summary>AWS's errors, with AWS's codes and words. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html</summary>
internal static class ElbErrors
{
    public static AwsException Invalid(string message) => new("ValidationError", message);

    public static AwsException NoBalancer(string? name) => new("LoadBalancerNotFound", $"One or more load balancers not found: '{name}'");

    public static AwsException NoTargetGroup(string? name) => new("TargetGroupNotFound", $"One or more target groups not found: '{name}'");

    public static AwsException NoListener(string? arn) => new("ListenerNotFound", $"One or more listeners not found: '{arn}'");

    public static AwsException NoRule(string? arn) => new("RuleNotFound", $"One or more rules not found: '{arn}'");

    public static AwsException InUse(string message) => new("ResourceInUse", message);

    public static AwsException Configuration(string message) => new("InvalidConfigurationRequest", message);

    public static AwsException NotPermitted(string message) => new("OperationNotPermitted", message);

    /// <summary>What AWS has and the local cloud does not.</summary>
    public static AwsException Unsupported(string message) => new("InvalidConfigurationRequest", $"The local cloud cannot do this: {message}");
}
