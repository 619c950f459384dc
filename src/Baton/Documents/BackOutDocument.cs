namespace Baton.Documents;

/// <summary>What 'migrate backout --json' answers: the runs that were taken back, in that order.</summary>
internal sealed record BackOutDocument(string Outcome, IReadOnlyList<RunDocument> Runs);
