namespace Baton.Dns;

/// <summary>A record with its data as zone files write it: <c>10 mail.example.com.</c></summary>
public sealed record DnsRecord(string Name, DnsType Type, uint TimeToLive, string Data);
