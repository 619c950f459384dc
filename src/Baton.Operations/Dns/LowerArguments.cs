using System.Text.Json.Serialization;
using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>What the journal keeps of lowering a time to live.</summary>
internal sealed record LowerArguments
{
    public required string Server { get; init; }

    public required DnsOptions Dns { get; init; }

    public required IReadOnlyList<DnsNamePlan> Names { get; init; }

    /// <summary>In seconds, while the server moves.</summary>
    public required long TimeToLive { get; init; }

    /// <summary>Why the operator does not want to wait, in words.</summary>
    public string? OverrideWait { get; init; }

    [JsonIgnore]
    public long OldTimeToLive => Names.Max(name => name.OldTimeToLive);

    /// <summary>The records that live longer than they shall; two names may lead to one of them.</summary>
    [JsonIgnore]
    public IEnumerable<NameRecord> Lowered => Names.SelectMany(name => name.Records).DistinctBy(record => (record.Name, record.Type)).Where(record => record.TimeToLive > TimeToLive);
}
