namespace Baton.Operations;

/// <summary>Where the names of a server lead just now, and whether they may be changed.</summary>
public sealed record NamesStanding
{
    /// <summary>The run that lowered their time to live; null when it is as it always was.</summary>
    public string? LoweredBy { get; init; }

    /// <summary>When no cache holds the old time to live any more; null while that is not known.</summary>
    public DateTimeOffset? CutOverFrom { get; init; }

    /// <summary>Why the operator does not wait for that, in words.</summary>
    public string? NotWaited { get; init; }

    public IReadOnlyList<NameStanding> Names { get; init; } = [];
}
