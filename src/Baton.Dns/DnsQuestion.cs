namespace Baton.Dns;

/// <param name="Name">As it was asked, upper case and all: the answer repeats it.</param>
public sealed record DnsQuestion(string Name, DnsType Type);
