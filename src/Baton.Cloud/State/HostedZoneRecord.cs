namespace Baton.Cloud.State;

/// <summary>A hosted zone with all that is in it, so that a batch of changes is one line of the log: it is there whole or not at all.</summary>
public sealed record HostedZoneRecord
{
    public required string ZoneId { get; init; }

    public required string Name { get; init; }

    public required string CallerReference { get; init; }

    public string? Comment { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<string> NameServers { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>The one that the name servers answer from, and those that they have not heard of yet. Never empty.</summary>
    public required IReadOnlyList<ZoneVersion> Versions { get; init; }

    /// <summary>As the API shows it.</summary>
    public IReadOnlyList<RecordSet> RecordSets => Versions[^1].RecordSets;

    /// <summary>As the name servers answer; null while they do not know the zone.</summary>
    public IReadOnlyList<RecordSet>? ServedAt(DateTimeOffset now) => Versions.LastOrDefault(version => version.VisibleAt <= now)?.RecordSets;

    public HostedZoneRecord With(IReadOnlyList<RecordSet> recordSets, DateTimeOffset now, DateTimeOffset visibleAt)
    {
        var served = Versions.LastOrDefault(version => version.VisibleAt <= now);
        return this with { Versions = [.. Versions.Where(version => version == served || version.VisibleAt > now), new(visibleAt, recordSets)] };
    }
}
