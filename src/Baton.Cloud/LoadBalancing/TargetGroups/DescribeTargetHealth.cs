using Baton.Aws.Elb;
using Baton.Cloud.Instances;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class DescribeTargetHealth(CloudContext cloud, TargetGroupBook book, BalancerFloor floor) : TypedAction<DescribeTargetHealthInput, DescribeTargetHealthOutput>
{
    protected override Task<DescribeTargetHealthOutput> HandleAsync(DescribeTargetHealthInput request, CancellationToken cancellationToken)
    {
        var group = book.Find(request.TargetGroupArn);
        IEnumerable<TargetHealthDescription> Asked(TargetDescription asked)
        {
            var known = group.Targets.Where(target => target.Id == asked.Id && (asked.Port is null || target.Port == asked.Port)).ToList();
            return known.Count > 0 ? known.Select(target => Show(group, target)) : [NotRegistered(group, asked)];
        }

        var shown = request.Targets.Count > 0 ? request.Targets.SelectMany(Asked) : group.Targets.Select(target => Show(group, target));
        return Task.FromResult(new DescribeTargetHealthOutput { TargetHealthDescriptions = [.. shown] });
    }

    private static TargetHealthDescription NotRegistered(TargetGroupRecord group, TargetDescription asked) => new()
    {
        Target = new() { Id = asked.Id, Port = asked.Port ?? group.Port },
        TargetHealth = new() { State = "unused", Reason = "Target.NotRegistered", Description = "Target is not registered to the target group" },
    };

    private TargetHealthDescription Show(TargetGroupRecord group, TargetRecord target) => new()
    {
        Target = new() { Id = target.Id, Port = target.Port, AvailabilityZone = target.Zone },
        HealthCheckPort = group.Check.Port == "traffic-port" ? target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : group.Check.Port,
        TargetHealth = HealthOf(group, target),
    };

    private TargetHealth HealthOf(TargetGroupRecord group, TargetRecord target)
    {
        if (target.DrainsUntil is not null)
        {
            return new() { State = "draining", Reason = "Target.DeregistrationInProgress", Description = "Target deregistration is in progress" };
        }

        if (!cloud.IsInUse(group.Arn))
        {
            return new() { State = "unused", Reason = "Target.NotInUse", Description = "Target group is not configured to receive traffic from the load balancer" };
        }

        if (!group.TakesAddresses && cloud.State.Instances.Find(target.Id)?.State is not InstanceStateName.Running and var state)
        {
            return new() { State = "unused", Reason = "Target.InvalidState", Description = $"Target is in the {InstanceView.NameOf(state ?? InstanceStateName.Terminated)} state" };
        }

        var health = floor.Live.Of(group.Arn, target).Health;
        return new() { State = health.State, Reason = health.Reason, Description = health.Description };
    }
}
