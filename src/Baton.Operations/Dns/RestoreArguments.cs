using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>What the journal keeps of restoring a time to live.</summary>
internal sealed record RestoreArguments
{
    public required string Server { get; init; }

    public required DnsOptions Dns { get; init; }

    public required IReadOnlyList<LowerTtl.Result> Lowered { get; init; }
}
