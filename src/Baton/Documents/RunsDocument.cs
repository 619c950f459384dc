namespace Baton.Documents;

internal sealed record RunsDocument(IReadOnlyList<RunSummaryDocument> Runs);
