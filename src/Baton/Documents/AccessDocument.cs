namespace Baton.Documents;

/// <summary>A line of 'migrate watch --json': a request, who came in the last while, or what is in the way.</summary>
internal sealed record AccessDocument
{
    /// <summary>"request", "clients" or "problem".</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>"old" or "new"; of a request and a problem.</summary>
    public string? Server { get; init; }

    public string? Client { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public int? Status { get; init; }

    /// <summary>Those whom the old server forwards.</summary>
    public IReadOnlyList<AccessClientDocument>? Old { get; init; }

    public IReadOnlyList<AccessClientDocument>? New { get; init; }

    public ProblemDocument? Problem { get; init; }
}
