using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Instances;

internal sealed class DescribeInstanceStatus(CloudContext cloud, BootWatch boots) : TypedAction<DescribeInstanceStatusRequest, DescribeInstanceStatusResult>
{
    public override string? Missing => "scheduled events, attached EBS status";

    private readonly FilterSet<InstanceStatus> _filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<InstanceStatus, IEnumerable<string?>>>
    {
        ["availability-zone"] = status => Fields.One(status.AvailabilityZone),
        ["instance-state-code"] = status => Fields.One(status.InstanceState?.Code),
        ["instance-state-name"] = status => Fields.One(status.InstanceState?.Name),
        ["instance-status.reachability"] = status => Fields.One(status.InstanceStatusValue?.Details[0].Status),
        ["instance-status.status"] = status => Fields.One(status.InstanceStatusValue?.Status),
        ["system-status.reachability"] = status => Fields.One(status.SystemStatus?.Details[0].Status),
        ["system-status.status"] = status => Fields.One(status.SystemStatus?.Status),
    })
    {
        Absent = new HashSet<string>
        {
            "availability-zone-id", "event.code", "event.description", "event.instance-event-id", "event.not-after", "event.not-before", "event.not-before-deadline",
            "operator.managed", "operator.principal", "attached-ebs-status.status",
        },
    };

    protected override Task<DescribeInstanceStatusResult> HandleAsync(DescribeInstanceStatusRequest request, CancellationToken cancellationToken)
    {
        var records = request.InstanceIds is [] ? [.. cloud.State.Instances.All] : Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find);
        var shown = records.Where(instance => request.IncludeAllInstances == true || instance.State == InstanceStateName.Running).Select(Show);
        var page = Page<InstanceStatus>.Of(_filters.Apply(shown, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeInstanceStatusResult { InstanceStatuses = page.Items, NextToken = page.NextToken });
    }

    private InstanceStatus Show(InstanceRecord instance)
    {
        var subnet = cloud.State.Subnets.Find(cloud.State.InterfaceOf(instance.InstanceId)?.SubnetId);
        var running = instance.State == InstanceStateName.Running;
        var up = boots.IsUp(instance);
        return new()
        {
            InstanceId = instance.InstanceId,
            AvailabilityZone = subnet?.Zone ?? cloud.Zones[0],
            InstanceState = InstanceView.StateOf(instance.State),
            InstanceStatusValue = running && (instance.Impaired || instance.NetworkLost) ? Impaired() : Summary(running, up),
            SystemStatus = Summary(running, up),
        };
    }

    private static InstanceStatusSummary Impaired() => new() { Status = "impaired", Details = [new() { Name = "reachability", Status = "failed" }] };

    private static InstanceStatusSummary Summary(bool running, bool up) => (running, up) switch
    {
        (false, _) => new() { Status = "not-applicable", Details = [new() { Name = "reachability", Status = "not-applicable" }] },
        (_, false) => new() { Status = "initializing", Details = [new() { Name = "reachability", Status = "initializing" }] },
        _ => new() { Status = "ok", Details = [new() { Name = "reachability", Status = "passed" }] },
    };
}
