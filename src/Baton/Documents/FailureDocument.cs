namespace Baton.Documents;

/// <summary>What --json answers when nothing was run.</summary>
internal sealed record FailureDocument(string Outcome, IReadOnlyList<ProblemDocument> Problems);
