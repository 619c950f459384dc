namespace Baton.Documents;

/// <param name="Address">Null when it does not answer.</param>
internal sealed record NameAnswerDocument(string Server, bool Resolver, string? Address, long? Ttl);
