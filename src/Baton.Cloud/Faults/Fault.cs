namespace Baton.Cloud.Faults;

/// <summary>Something that goes wrong because somebody asked for it.</summary>
public sealed record Fault
{
    public string Id { get; init; } = "";

    /// <summary>The action it strikes ("RunInstances"), or "*".</summary>
    public required string Action { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>The AWS error code, of an error.</summary>
    public string? Code { get; init; }

    /// <summary>How long, of a latency.</summary>
    public int Milliseconds { get; init; }

    /// <summary>How many times it strikes yet; null for always.</summary>
    public int? Times { get; init; }
}
