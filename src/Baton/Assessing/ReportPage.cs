namespace Baton.Assessing;

/// <summary>A report as sections, the same for the terminal, Markdown and HTML.</summary>
internal sealed record ReportPage(string Title, string Subtitle, IReadOnlyList<ReportSection> Sections);
