namespace Baton.Dns;

/// <summary>Bytes that are no DNS message, or text that is no name or no data of its type.</summary>
public sealed class DnsFormatException(string message) : Exception(message);
