namespace Baton.Operations;

/// <summary>What the operator asks of a resize: a type, or an amount of memory.</summary>
public sealed record ResizeRequest
{
    public string? InstanceType { get; init; }

    public long? MemoryMiB { get; init; }
}
