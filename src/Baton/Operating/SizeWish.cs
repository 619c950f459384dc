namespace Baton.Operating;

/// <summary>How large the new machine is to be: a type by name, or the smallest one of the same family with at least so much.</summary>
internal sealed record SizeWish
{
    public string? InstanceType { get; init; }

    public int? MemoryMiB { get; init; }

    public int? Cpus { get; init; }
}
