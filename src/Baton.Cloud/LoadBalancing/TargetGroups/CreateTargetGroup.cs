using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.LoadBalancing.Balancers;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.LoadBalancing.Tags;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class CreateTargetGroup(CloudContext cloud, TargetGroupBook book, BalancerFloor floor) : TypedAction<CreateTargetGroupInput, CreateTargetGroupOutput>
{
    private const int MostGroups = 3000;

    public override string? Missing => "UDP, TLS, GENEVE; HTTP/2 and gRPC to targets; functions and load balancers as targets; IPv6";

    protected override void Check(CreateTargetGroupInput request)
    {
        if (!CreateLoadBalancer.NameForm().IsMatch(request.Name!))
        {
            throw ElbErrors.Invalid($"Target group name '{request.Name}' can only contain characters that are alphanumeric characters or hyphens(-), up to 32, and cannot begin or end with a hyphen");
        }

        if (request.TargetType is not (null or "instance" or "ip") || request.ProtocolVersion is not (null or "HTTP1") || request.IpAddressType is not (null or "ipv4"))
        {
            throw ElbErrors.Unsupported("targets other than instances and IPv4 addresses, which are spoken to in HTTP/1.1.");
        }

        if (request.Protocol is not ("HTTP" or "HTTPS" or "TCP"))
        {
            throw request.Protocol is "UDP" or "TLS" or "TCP_UDP" or "GENEVE" ? ElbErrors.Unsupported("protocols other than HTTP, HTTPS and TCP.") : ElbErrors.Invalid("A protocol must be specified");
        }

        if (request.Port is not (>= 1 and <= 65535))
        {
            throw ElbErrors.Invalid("A port between 1 and 65535 must be specified");
        }

        if (cloud.State.Vpcs.Find(request.VpcId) is null)
        {
            throw ElbErrors.Invalid(request.VpcId is null ? "A VPC ID must be specified" : $"The VPC ID '{request.VpcId}' is not found");
        }
    }

    protected override async Task<CreateTargetGroupOutput> HandleAsync(CreateTargetGroupInput request, CancellationToken cancellationToken)
    {
        var tags = ElbTags.Check(request.Tags);
        var group = New(request);
        if (cloud.State.TargetGroups.All.FirstOrDefault(other => other.Name == group.Name) is { } known)
        {
            // Asked for again as it is, it is the same; what belongs to it apart.
            var isSame = known with { Arn = group.Arn, Targets = group.Targets, Attributes = group.Attributes } == group with { Check = known.Check } && known.Check == group.Check;
            return isSame ? new() { TargetGroups = [book.Show(known)] } : throw new AwsException("DuplicateTargetGroupName", $"A target group with the same name '{known.Name}' exists, but with different settings");
        }

        if (cloud.State.TargetGroups.All.Count >= MostGroups)
        {
            throw new AwsException("TooManyTargetGroups", $"The maximum number of target groups has been reached: {MostGroups}");
        }

        cloud.State.TargetGroups.Put(group);
        cloud.State.SetTags(group.Arn, tags);
        await floor.SettleAsync();
        return new() { TargetGroups = [book.Show(group)] };
    }

    private TargetGroupRecord New(CreateTargetGroupInput request) => new()
    {
        Arn = BalancerArns.TargetGroup(cloud, request.Name!), Name = request.Name!, Protocol = request.Protocol!, Port = request.Port!.Value, VpcId = request.VpcId!, TakesAddresses = request.TargetType == "ip",
        Check = new HealthCheckWish
        {
            Protocol = request.HealthCheckProtocol, Port = request.HealthCheckPort, Path = request.HealthCheckPath, IntervalSeconds = request.HealthCheckIntervalSeconds,
            TimeoutSeconds = request.HealthCheckTimeoutSeconds, HealthyThreshold = request.HealthyThresholdCount, UnhealthyThreshold = request.UnhealthyThresholdCount, Matcher = request.Matcher,
            Enabled = request.HealthCheckEnabled,
        }.New(request.Protocol!),
    };
}
