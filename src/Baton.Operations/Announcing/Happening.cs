namespace Baton.Operations.Announcing;

/// <summary>What is announced.</summary>
public sealed record Happening
{
    public required string Service { get; init; }

    public string? Url { get; init; }

    public required string Contact { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required TimeSpan Length { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Users see a maintenance page for that time; else requests wait for seconds.</summary>
    public bool Outage { get; init; }
}
