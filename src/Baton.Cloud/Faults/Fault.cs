namespace Baton.Cloud.Faults;

/// <summary>Something that goes wrong because somebody asked for it.</summary>
public sealed record Fault
{
    public string Id { get; init; } = "";

    /// <summary>The action it strikes ("RunInstances"), or "*"; of a machine that exists, its instance id.</summary>
    public required string Action { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>The AWS error code, of an error.</summary>
    public string? Code { get; init; }

    /// <summary>How long, of everything that comes later.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Only for this instance type; null for all. Of launches and starts.</summary>
    public string? InstanceType { get; init; }

    /// <summary>Only in this availability zone; null for all. Of launches and starts.</summary>
    public string? Zone { get; init; }

    /// <summary>From 0 to 1; null for always. The same seed strikes the same calls again.</summary>
    public double? Probability { get; init; }

    public int? Seed { get; init; }

    /// <summary>How many times it strikes yet; null for always.</summary>
    public int? Times { get; init; }
}
