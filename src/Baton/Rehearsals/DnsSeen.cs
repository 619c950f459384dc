using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals;

/// <summary>Puts together what was said of a name and where its users went.</summary>
internal static class DnsSeen
{
    /// <param name="offset">Of the observer's clock on that of the witness.</param>
    public static DnsResult Complete(DnsResult dns, IReadOnlyList<NameSighting> seen, TimeSpan offset, WitnessRecord? record)
    {
        seen = [.. seen.Select(sighting => sighting with { At = sighting.At + offset })];
        return dns with
        {
            LastClientSeconds = LastClient(dns, seen, record),
            Changes = [.. seen.Select(sighting => new NameChange(Math.Round(sighting.At.TotalMilliseconds), sighting.Who, sighting.Address, sighting.TimeToLive))],
        };
    }

    private static double? LastClient(DnsResult dns, IReadOnlyList<NameSighting> seen, WitnessRecord? record)
    {
        var authority = seen.Where(sighting => sighting.Who == NameObserver.Authority).ToList();
        if (record is null || authority.Find(sighting => sighting.Address == dns.NewAddress) is not { } moved)
        {
            return null;
        }

        var back = authority.Find(sighting => sighting.At > moved.At && sighting.Address == dns.OldAddress)?.At ?? record.Duration;
        var late = record.Requests.Where(request => !request.Stale && request.To == dns.OldAddress && request.Began > moved.At && request.Began < back).Select(request => request.Began).ToList();
        return late is [] ? 0 : Math.Round((late.Max() - moved.At).TotalSeconds, 1);
    }
}
