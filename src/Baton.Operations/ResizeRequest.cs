namespace Baton.Operations;

/// <summary>What the operator asks of a resize: a type by name, or the smallest with at least so much, if possible of the server's own family.</summary>
public sealed record ResizeRequest
{
    public string? InstanceType { get; init; }

    public long? MemoryMiB { get; init; }

    public int? Cpus { get; init; }
}
