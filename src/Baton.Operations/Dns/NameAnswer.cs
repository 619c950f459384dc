using Baton.Dns;

namespace Baton.Operations.Dns;

/// <summary>What one server says of a name.</summary>
internal sealed record NameAnswer(NameServerAddress Server, DnsMessage? Message)
{
    /// <summary>False when nobody answered.</summary>
    public bool Answered => Message is not null;

    public IReadOnlyList<DnsRecord> Of(DnsType type) => [.. Message?.Answers.Where(record => record.Type == type) ?? []];

    public IReadOnlyList<string> Values(DnsType type) => [.. Of(type).Select(record => record.Data).Order(StringComparer.Ordinal)];

    public uint? TimeToLive(DnsType type) => Of(type) is [_, ..] records ? records.Max(record => record.TimeToLive) : null;
}
