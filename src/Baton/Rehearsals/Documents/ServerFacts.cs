namespace Baton.Rehearsals.Documents;

/// <summary>The server as EC2 and its own kernel see it.</summary>
public sealed record ServerFacts
{
    public required string InstanceId { get; init; }
    public required string InstanceType { get; init; }

    /// <summary>What the guest's kernel says it has.</summary>
    public required int MemoryMiB { get; init; }

    public required string Address { get; init; }
}
