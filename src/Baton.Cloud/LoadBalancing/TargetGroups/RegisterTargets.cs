using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class RegisterTargets(CloudContext cloud, TargetGroupBook book, BalancerFloor floor) : TypedAction<RegisterTargetsInput, RegisterTargetsOutput>
{
    private const int MostTargets = 1000;

    protected override async Task<RegisterTargetsOutput> HandleAsync(RegisterTargetsInput request, CancellationToken cancellationToken)
    {
        var group = book.Find(request.TargetGroupArn);
        List<TargetRecord> targets = [.. group.Targets];
        foreach (var target in request.Targets.Select(target => TargetRules.Parse(cloud, group, target)).ToList())
        {
            var before = targets.FindIndex(known => (known.Id, known.Port) == (target.Id, target.Port));
            if (before >= 0)
            {
                // One that was going stays after all.
                targets[before] = target;
                continue;
            }

            targets.Add(target);
        }

        if (targets.Count > MostTargets)
        {
            throw new AwsException("TooManyTargets", $"The maximum number of targets per target group is {MostTargets}.");
        }

        cloud.State.TargetGroups.Put(group with { Targets = targets });
        await floor.SettleAsync();
        return new();
    }
}
