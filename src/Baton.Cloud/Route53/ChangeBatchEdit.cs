using Baton.Aws.Route53;
using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53;

/// <summary>One batch of changes on the record sets of a zone: what is wrong with it is collected, and said at its end.</summary>
internal sealed class ChangeBatchEdit(HostedZoneRecord zone)
{
    private readonly List<RecordSet> _sets = [.. zone.RecordSets];
    private readonly List<RecordSet> _put = [];
    private readonly HashSet<string> _done = [];
    private readonly List<string> _messages = [];

    public void Apply(Change change)
    {
        if (Read(change) is not { } set)
        {
            return;
        }

        if (!DnsName.IsIn(set.Name, zone.Name))
        {
            _messages.Add($"RRSet with DNS name {set.Name} is not permitted in zone {zone.Name}");
            return;
        }

        if (!_done.Add($"{change.Action} {set.Name} {set.Type} {set.SetIdentifier}"))
        {
            _messages.Add($"The request contains an invalid set of changes for a resource record set '{set.Type} {set.Name}'");
            return;
        }

        var known = _sets.FindIndex(old => old.IsOf(set.Name, set.Type, set.SetIdentifier));
        switch (change.Action)
        {
            case "CREATE" when known >= 0:
                _messages.Add($"Tried to create resource record set {Describe(set)} but it already exists");
                break;
            case "DELETE":
                Delete(set, known);
                break;
            default:
                Put(set, known);
                break;
        }
    }

    /// <summary>The record sets as they are then; throws Route 53's error when anything is wrong.</summary>
    public IReadOnlyList<RecordSet> Finish()
    {
        if (_messages.Count == 0)
        {
            _messages.AddRange(new ZoneRules(zone, _sets).Refuse(_put));
        }

        return _messages.Count == 0 ? _sets : throw Route53Errors.InvalidBatch(_messages);
    }

    private RecordSet? Read(Change change)
    {
        var given = change.ResourceRecordSet ?? throw Route53Errors.InvalidInput("A Change must have a ResourceRecordSet.");
        if (change.Action is not ("CREATE" or "DELETE" or "UPSERT"))
        {
            throw Route53Errors.InvalidInput($"Invalid XML ; Value '{change.Action}' is not facet-valid with respect to enumeration '[CREATE, DELETE, UPSERT]'.");
        }

        try
        {
            return RecordRules.Read(change.Action, given);
        }
        catch (DnsFormatException wrong)
        {
            _messages.Add(wrong.Message);
            return null;
        }
    }

    private void Delete(RecordSet set, int known)
    {
        if (known < 0)
        {
            _messages.Add($"Tried to delete resource record set {Describe(set)} but it was not found");
        }
        else if (!RecordRules.AreAlike(set, _sets[known]))
        {
            _messages.Add($"Tried to delete resource record set {Describe(set)} but the values provided do not match the current values");
        }
        else
        {
            _sets.RemoveAt(known);
        }
    }

    private void Put(RecordSet set, int known)
    {
        _put.Add(set);
        if (known < 0)
        {
            _sets.Add(set);
        }
        else
        {
            _sets[known] = set;
        }
    }

    private static string Describe(RecordSet set) =>
        $"[name='{set.Name}', type='{set.Type}'{(set.SetIdentifier is null ? "" : $", set identifier='{set.SetIdentifier}'")}]";
}
