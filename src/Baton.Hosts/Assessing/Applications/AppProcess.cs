namespace Baton.Hosts.Assessing.Applications;

/// <summary>A process that is not the system's own.</summary>
public sealed record AppProcess
{
    public required int Id { get; init; }

    /// <summary>Empty for one that no service started.</summary>
    public required string Unit { get; init; }

    public required string User { get; init; }

    public required string Folder { get; init; }

    public required string Program { get; init; }

    /// <summary>Without all that might be secret: … stands for it.</summary>
    public required string Command { get; init; }

    public required bool Listens { get; init; }

    public required long MemoryKiB { get; init; }
}
