using System.Collections.Concurrent;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Health;

/// <summary>Asks each target in use for its health, in the rhythm of its group.</summary>
internal sealed class HealthWatch(CloudContext cloud, LiveTargets live, TargetDialer dialer)
{
    private readonly HealthProbe _probe = new(dialer, cloud.Time);
    private readonly Dictionary<TargetKey, (DateTimeOffset Next, Task Asking)> _turns = [];

    /// <summary>Begins what is due; nothing is waited for, so that a slow target delays no other.</summary>
    public void Ask(CancellationToken cancellationToken)
    {
        var known = new HashSet<TargetKey>();
        foreach (var group in cloud.State.TargetGroups.All)
        {
            var isInUse = cloud.IsInUse(group.Arn);
            foreach (var target in group.Targets)
            {
                var key = new TargetKey(group.Arn, target.Id, target.Port);
                known.Add(key);
                if (isInUse && target.DrainsUntil is null && _turns.GetValueOrDefault(key) is var turn && turn.Next <= cloud.Now && turn.Asking?.IsCompleted != false)
                {
                    _turns[key] = (cloud.Now.AddSeconds(group.Check.IntervalSeconds), AskAsync(group, target, cancellationToken));
                }
            }
        }

        foreach (var gone in _turns.Keys.Where(key => !known.Contains(key)).ToList())
        {
            _turns.Remove(gone);
        }

        live.Keep(known);
    }

    public Task EndAsync() => Task.WhenAll(_turns.Values.Select(turn => turn.Asking));

    private async Task AskAsync(TargetGroupRecord group, TargetRecord target, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var state = live.Of(group.Arn, target);
        if (dialer.AddressOf(group, target) is not { } address || (!group.TakesAddresses && cloud.State.Instances.Find(target.Id)?.State != InstanceStateName.Running))
        {
            // It begins anew when it runs again.
            state.Health = HealthState.Registering;
            return;
        }

        try
        {
            var result = await _probe.AskAsync(group, target, address, cancellationToken);
            state.Health = state.Health.After(result, group.Check);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The cloud ends.
        }
    }
}
