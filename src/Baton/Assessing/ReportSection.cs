namespace Baton.Assessing;

/// <summary>A part of a report: in this order what it says, a list, a table, a file's text.</summary>
internal sealed record ReportSection(string Heading)
{
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<string> Items { get; init; } = [];

    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    public string? Code { get; init; }

    /// <summary>The first cell of each row is the level of a risk.</summary>
    public bool IsRisks { get; init; }

    public bool IsEmpty => Paragraphs.Count + Items.Count + Rows.Count == 0 && Code is null;
}
