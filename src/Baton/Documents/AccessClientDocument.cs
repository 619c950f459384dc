namespace Baton.Documents;

/// <summary>Somebody who came to a server.</summary>
internal sealed record AccessClientDocument(string Address, int Requests, DateTimeOffset Last);
