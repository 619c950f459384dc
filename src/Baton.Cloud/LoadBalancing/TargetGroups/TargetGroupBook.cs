using Baton.Aws.Elb;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class TargetGroupBook(CloudContext cloud)
{
    public TargetGroupRecord Find(string? arn) => cloud.State.TargetGroups.Find(arn) ?? throw ElbErrors.NoTargetGroup(arn);

    public TargetGroup Show(TargetGroupRecord group) => new()
    {
        TargetGroupArn = group.Arn,
        TargetGroupName = group.Name,
        Protocol = group.Protocol,
        ProtocolVersion = group.Protocol == "TCP" ? null : "HTTP1",
        Port = group.Port,
        VpcId = group.VpcId,
        HealthCheckProtocol = group.Check.Protocol,
        HealthCheckPort = group.Check.Port,
        HealthCheckEnabled = true,
        HealthCheckPath = group.Check.Path,
        HealthCheckIntervalSeconds = group.Check.IntervalSeconds,
        HealthCheckTimeoutSeconds = group.Check.TimeoutSeconds,
        HealthyThresholdCount = group.Check.HealthyThreshold,
        UnhealthyThresholdCount = group.Check.UnhealthyThreshold,
        Matcher = group.Check.Codes is { } codes ? new() { HttpCode = codes } : null,
        LoadBalancerArns = [.. cloud.BalancersOf(group.Arn).Select(balancer => balancer.Arn)],
        TargetType = group.TakesAddresses ? "ip" : "instance",
        IpAddressType = "ipv4",
    };
}
