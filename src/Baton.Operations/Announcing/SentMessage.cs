namespace Baton.Operations.Announcing;

/// <summary>What became of one message: "sent", "refused" or "unknown", and what the server said of it.</summary>
public sealed record SentMessage(string To, string Outcome, string? Said);
