namespace Baton.Operations.Configuration;

/// <summary>The names by which users reach a server, and who changes them.</summary>
public sealed record DnsOptions
{
    public IReadOnlyList<string> Names { get; init; } = [];

    public DnsProviderKind Provider { get; init; }

    /// <summary>Null finds the zone that the names are in.</summary>
    public string? Zone { get; init; }

    /// <summary>Who takes updates by RFC 2136: "192.0.2.53" or "192.0.2.53:5353".</summary>
    public string? Server { get; init; }

    /// <summary>The TSIG key, in a file that only its owner may read.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Resolvers that users have, which are watched until all give the new answer; empty means this machine's own.</summary>
    public IReadOnlyList<string> Resolvers { get; init; } = [];

    /// <summary>All name servers of the zone; empty asks for its NS records.</summary>
    public IReadOnlyList<string> Authorities { get; init; } = [];

    /// <summary>The time to live of the records while the server moves.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a person, or all name servers, may take for a change.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(1);
}
