using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>Which target the next request or connection goes to.</summary>
internal sealed class TargetChoice(CloudContext cloud, LiveTargets live)
{
    private readonly ConcurrentDictionary<string, StrongBox<int>> _turns = new();

    /// <summary>One of the target groups of an action, as often as its weight says; null when all weights are 0.</summary>
    public TargetGroupRecord? Group(RuleAction action)
    {
        var point = action.Weights.Values.Sum() is var total and > 0 ? RandomNumberGenerator.GetInt32(total) : -1;
        return point < 0 ? null : cloud.State.TargetGroups.Find(action.Weights.First(pair => (point -= pair.Value) < 0).Key);
    }

    /// <summary>A healthy target; where none is, one that is not: it may be the health check that is wrong. Null when there is no target at all.</summary>
    public TargetRecord? Next(TargetGroupRecord group)
    {
        var candidates = Candidates(group);
        if (candidates is [])
        {
            return null;
        }

        return group.Attribute("load_balancing.algorithm.type") switch
        {
            "least_outstanding_requests" => candidates.MinBy(target => live.Of(group.Arn, target).UnderWay),
            "weighted_random" => candidates[RandomNumberGenerator.GetInt32(candidates.Count)],
            _ => candidates[(int)((uint)Interlocked.Increment(ref _turns.GetOrAdd(group.Arn, _ => new(-1)).Value) % (uint)candidates.Count)],
        };
    }

    /// <summary>The target that a client's cookie names, as long as it is healthy.</summary>
    public TargetRecord? Known(TargetGroupRecord group, string id, int port) => Candidates(group).FirstOrDefault(target => target.Id == id && target.Port == port);

    private List<TargetRecord> Candidates(TargetGroupRecord group)
    {
        var there = group.Targets.Where(target => target.DrainsUntil is null && IsThere(group, target)).ToList();
        var healthy = there.Where(target => live.Of(group.Arn, target).Health.IsHealthy).ToList();
        return healthy is [] ? there : healthy;
    }

    private bool IsThere(TargetGroupRecord group, TargetRecord target) => group.TakesAddresses || cloud.State.Instances.Find(target.Id)?.State == InstanceStateName.Running;
}
