using Baton.Operations.Configuration;
using Baton.Operations.Dns;

namespace Baton.Operations.Migrating.Cutting;

/// <summary>The names that lead users to the old server, and will lead them to the new one.</summary>
internal sealed record CutoverNames
{
    public required DnsOptions Dns { get; init; }

    public required IReadOnlyList<NameRecord> Records { get; init; }

    /// <summary>Why caches need not have forgotten the old time to live, in the operator's words.</summary>
    public string? NotWaited { get; init; }
}
