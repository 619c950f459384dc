namespace Baton.Operations;

/// <summary>What the operator asks of the names of a server.</summary>
public sealed record DnsRequest
{
    public required DnsAction Action { get; init; }

    /// <summary>Why caches need not forget the old time to live first, in words.</summary>
    public string? OverrideWait { get; init; }

    /// <summary>Where the names shall lead.</summary>
    public string Address { get; init; } = "";
}
