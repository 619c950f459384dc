namespace Baton.Dns;

/// <summary>A question or an answer. https://www.rfc-editor.org/rfc/rfc1035#section-4</summary>
public sealed record DnsMessage
{
    public required ushort Id { get; init; }

    public bool IsAnswer { get; init; }

    /// <summary>0 is a query; nothing else is asked or answered here.</summary>
    public int Operation { get; init; }

    public bool Authoritative { get; init; }

    public bool Truncated { get; init; }

    public bool RecursionDesired { get; init; }

    public bool RecursionAvailable { get; init; }

    public DnsStatus Status { get; init; }

    public DnsQuestion? Question { get; init; }

    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authorities { get; init; } = [];

    public IReadOnlyList<DnsRecord> Additional { get; init; } = [];

    /// <summary>The longest datagram that the sender takes, when it speaks EDNS. https://www.rfc-editor.org/rfc/rfc6891</summary>
    public ushort? DatagramSize { get; init; }

    public int EdnsVersion { get; init; }
}
