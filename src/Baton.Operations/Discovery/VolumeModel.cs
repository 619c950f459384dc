namespace Baton.Operations.Discovery;

/// <summary>A volume of the server, and what is mounted from it.</summary>
public sealed record VolumeModel
{
    public required string Device { get; init; }

    public required string VolumeId { get; init; }

    public int SizeGiB { get; init; }

    public string? Type { get; init; }

    public int? Iops { get; init; }

    public int? Throughput { get; init; }

    public bool Encrypted { get; init; }

    public bool DeleteOnTermination { get; init; }

    public bool IsRoot { get; init; }
}
