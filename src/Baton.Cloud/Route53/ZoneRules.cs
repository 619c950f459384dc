using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53;

/// <summary>What must hold in a zone as a whole after a batch.</summary>
internal sealed class ZoneRules(HostedZoneRecord zone, IReadOnlyList<RecordSet> sets)
{
    private readonly ILookup<string, RecordSet> _byName = sets.ToLookup(set => set.Name);

    /// <summary>Why these changes cannot be, in Route 53's words.</summary>
    public IEnumerable<string> Refuse(IEnumerable<RecordSet> changed)
    {
        foreach (var message in changed.SelectMany(Refuse))
        {
            yield return message;
        }

        var apex = _byName[zone.Name].ToList();
        if (!apex.Exists(set => set is { Type: "NS", Values: [_, ..] }))
        {
            yield return "A HostedZone must contain at least one NS record for the zone itself.";
        }

        if (sets.Count(set => set.Type == "SOA") != 1 || !apex.Exists(set => set.Type == "SOA"))
        {
            yield return "A HostedZone must contain exactly one SOA record.";
        }
    }

    private IEnumerable<string> Refuse(RecordSet set)
    {
        var others = _byName[set.Name].ToList();
        if (set.Type == "CNAME" && set.Name == zone.Name)
        {
            yield return $"RRSet of type CNAME with DNS name {set.Name} is not permitted at apex in zone {zone.Name}";
        }
        else if (set.Type == "CNAME" && others.Exists(other => other.Type != "CNAME"))
        {
            yield return $"RRSet of type CNAME with DNS name {set.Name} is not permitted as it conflicts with other records with the same DNS name in zone {zone.Name}";
        }
        else if (set.Type != "CNAME" && others.Exists(other => other.Type == "CNAME"))
        {
            yield return $"RRSet of type {set.Type} with DNS name {set.Name} is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone {zone.Name}";
        }

        if (others.Exists(other => other.Type == set.Type && Routing(other) != Routing(set)))
        {
            yield return $"RRSet with DNS name {set.Name}, type {set.Type}, SetIdentifier {set.SetIdentifier ?? "null"} cannot be created because a RRSet with the same name and type and another routing policy exists.";
        }

        if (set.Alias is { } alias && alias.ZoneId == zone.ZoneId && RefuseAlias(set, alias) is { } refused)
        {
            yield return refused;
        }
    }

    private string? RefuseAlias(RecordSet set, AliasRecord alias)
    {
        var tried = $"Tried to create an alias that targets {alias.Name}, type {set.Type} in zone {alias.ZoneId}";
        return !DnsName.IsIn(alias.Name, zone.Name) ? $"{tried}, but the alias target name does not lie within the target zone"
            : alias.Name == set.Name ? $"{tried}, but an alias must not be its own target"
            : !_byName[alias.Name].Any(target => target.Type == set.Type) ? $"{tried}, but that target was not found"
            : null;
    }

    private static string Routing(RecordSet set) => set switch
    {
        { SetIdentifier: null } => "simple",
        { Weight: not null } => "weighted",
        _ => "multivalue",
    };
}
