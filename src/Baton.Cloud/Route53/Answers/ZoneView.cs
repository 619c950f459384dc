using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53.Answers;

/// <summary>A zone as its name servers know it, arranged for looking up.</summary>
internal sealed class ZoneView
{
    private readonly ILookup<string, RecordSet> _sets;
    private readonly HashSet<string> _names;

    public ZoneView(string name, IReadOnlyList<RecordSet> sets)
    {
        Name = name;
        _sets = sets.ToLookup(set => set.Name);
        _names = [];
        foreach (var set in sets)
        {
            // A name exists when there is anything below it, too. https://www.rfc-editor.org/rfc/rfc4592#section-2.2.2
            for (var at = set.Name; DnsName.IsIn(at, name) && _names.Add(at) && at != name;)
            {
                at = Above(at);
            }
        }
    }

    public string Name { get; }

    public RecordSet Start => _sets[Name].First(set => set.Type == "SOA");

    public bool Exists(string name) => _names.Contains(name);

    /// <summary>What the zone has for a name, by itself or by a wildcard; null when there is no such name.</summary>
    public IReadOnlyList<RecordSet>? Find(string name)
    {
        if (Exists(name))
        {
            return [.. _sets[name]];
        }

        var closest = Above(name);
        while (!Exists(closest))
        {
            closest = Above(closest);
        }

        var wildcard = ZoneNames.WildcardUnder(closest);
        return Exists(wildcard) ? [.. _sets[wildcard]] : null;
    }

    /// <summary>The name servers of a part of the zone that somebody else has, when the name lies in one.</summary>
    public RecordSet? Delegation(string name)
    {
        for (var at = name; at != Name; at = Above(at))
        {
            if (_sets[at].FirstOrDefault(set => set.Type == "NS") is { } servers)
            {
                return servers;
            }
        }

        return null;
    }

    // Names of Route 53 hold no dot but those between labels.
    private static string Above(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
