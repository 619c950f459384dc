using Baton.Cloud.Places;

namespace Baton.Cloud.Faults;

/// <summary>What happens to a machine that is there: at once, and once.</summary>
internal sealed class MachineFaults(PlaceBook places)
{
    /// <summary>Why it cannot; null when it was done.</summary>
    public async Task<string?> StrikeAsync(Fault fault, CancellationToken cancellationToken)
    {
        foreach (var place in places.All)
        {
            if (place.Cloud.State.Instances.Find(fault.Action) is { IsThere: true } instance)
            {
                await place.Lifecycle.StrikeAsync(instance.InstanceId, fault.Kind, cancellationToken);
                return null;
            }
        }

        return $"there is no instance '{fault.Action}'.";
    }

    /// <summary>Heals every machine.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        foreach (var place in places.All)
        {
            await place.Lifecycle.HealAsync(cancellationToken);
        }
    }
}
