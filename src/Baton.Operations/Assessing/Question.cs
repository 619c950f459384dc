namespace Baton.Operations.Assessing;

/// <summary>One of the six questions that have an answer before a server is touched.</summary>
public sealed record Question(string Asked, IReadOnlyList<string> Answers);
