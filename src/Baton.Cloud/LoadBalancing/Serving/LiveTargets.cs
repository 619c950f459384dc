using System.Collections.Concurrent;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>What is known of all targets of a place while the cloud runs.</summary>
internal sealed class LiveTargets
{
    private readonly ConcurrentDictionary<TargetKey, LiveTarget> _targets = new();

    public LiveTarget Of(string groupArn, TargetRecord target) => _targets.GetOrAdd(new(groupArn, target.Id, target.Port), _ => new());

    /// <summary>Forgets all but these, and ends what is under way to them.</summary>
    public void Keep(IReadOnlySet<TargetKey> keys)
    {
        foreach (var key in _targets.Keys.Where(key => !keys.Contains(key)))
        {
            if (_targets.TryRemove(key, out var gone))
            {
                gone.Dispose();
            }
        }
    }
}
