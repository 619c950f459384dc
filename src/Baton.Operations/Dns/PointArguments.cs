using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>What the journal keeps of pointing names to another address.</summary>
internal sealed record PointArguments
{
    public required string Server { get; init; }

    public required DnsOptions Dns { get; init; }

    public required IReadOnlyList<NameRecord> Records { get; init; }

    public required string Address { get; init; }
}
