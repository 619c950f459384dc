using System.Globalization;
using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class DeregisterTargets(CloudContext cloud, TargetGroupBook book) : TypedAction<DeregisterTargetsInput, DeregisterTargetsOutput>
{
    public override string? Missing => "targets of network load balancers, too, are gone as soon as nothing is under way to them";

    protected override Task<DeregisterTargetsOutput> HandleAsync(DeregisterTargetsInput request, CancellationToken cancellationToken)
    {
        var group = book.Find(request.TargetGroupArn);
        var leaving = request.Targets.SelectMany(asked => Named(group, asked)).ToHashSet();
        var delay = int.Parse(group.Attribute("deregistration_delay.timeout_seconds"), CultureInfo.InvariantCulture);
        var drains = cloud.IsInUse(group.Arn) && delay > 0;
        cloud.State.TargetGroups.Put(group with
        {
            Targets =
            [
                .. group.Targets.Where(target => drains || !leaving.Contains(target))
                    .Select(target => leaving.Contains(target) ? target with { DrainsUntil = target.DrainsUntil ?? cloud.Now.AddSeconds(delay) } : target),
            ],
        });
        return Task.FromResult(new DeregisterTargetsOutput());
    }

    /// <summary>Without a port it means all registrations of a target. Throws AWS's error when there is none.</summary>
    private static List<TargetRecord> Named(TargetGroupRecord group, TargetDescription asked)
    {
        var found = group.Targets.Where(target => target.Id == asked.Id && (asked.Port is null || target.Port == asked.Port)).ToList();
        return found.Count > 0 ? found : throw new AwsException("InvalidTarget", $"The following targets are not registered: '{asked.Id}'");
    }
}
