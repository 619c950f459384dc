namespace Baton.Operations.Dns;

/// <summary>A name of the server and the records that decide where it leads, as they were before anything was changed.</summary>
internal sealed record DnsNamePlan
{
    public required string Name { get; init; }

    /// <summary>Its records with the address: of the name itself, or of what it leads to as a CNAME.</summary>
    public required IReadOnlyList<NameRecord> Records { get; init; }

    /// <summary>For how long somebody may hold the old records, in seconds: the most of what authorities and resolvers said.</summary>
    public required long OldTimeToLive { get; init; }
}
