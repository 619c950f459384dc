using System.Security.Cryptography;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing;

/// <summary>The names of load balancers and what belongs to them: each holds the one above it.</summary>
internal static class BalancerArns
{
    public static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    public static string Balancer(CloudContext cloud, string name, bool isNetwork) => $"{Prefix(cloud)}:loadbalancer/{(isNetwork ? "net" : "app")}/{name}/{NewId()}";

    public static string TargetGroup(CloudContext cloud, string name) => $"{Prefix(cloud)}:targetgroup/{name}/{NewId()}";

    public static string Listener(string balancerArn) => $"{balancerArn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{NewId()}";

    public static string Rule(string listenerArn) => $"{listenerArn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/{NewId()}";

    /// <summary>The listener that a rule belongs to.</summary>
    public static string ListenerOf(string ruleArn) => ruleArn.LastIndexOf('/') is var end and > 0 ? ruleArn[..end].Replace(":listener-rule/", ":listener/", StringComparison.Ordinal) : ruleArn;

    private static string Prefix(CloudContext cloud) => $"arn:aws:elasticloadbalancing:{cloud.Options.Region}:{cloud.Options.AccountId}";
}
