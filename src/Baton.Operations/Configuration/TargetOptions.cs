namespace Baton.Operations.Configuration;

/// <summary>The environment that a migration makes in EC2. What is left out is chosen by what the source is.</summary>
public sealed record TargetOptions
{
    public string? InstanceType { get; init; }

    /// <summary>At least so much memory; that of the source when neither this nor a type is given.</summary>
    public int? MemoryMiB { get; init; }

    public int? Cpus { get; init; }

    /// <summary>An AMI of the same distribution and architecture; the newest official one when left out.</summary>
    public string? ImageId { get; init; }

    /// <summary>The default VPC's when left out.</summary>
    public string? SubnetId { get; init; }

    public int? RootGiB { get; init; }

    /// <summary>Data volumes; one for PostgreSQL when left out.</summary>
    public IReadOnlyList<TargetVolume> Volumes { get; init; } = [];

    /// <summary>TCP ports that the world reaches.</summary>
    public IReadOnlyList<int> OpenPorts { get; init; } = [80, 443];

    /// <summary>Programs and settings that come over once: files or folders, to where they are on the source.</summary>
    public IReadOnlyList<string> Carry { get; init; } = [];

    /// <summary>Whether the source's packages are installed; false when a provisioning step of the operator's own does it.</summary>
    public bool Packages { get; init; } = true;

    public IReadOnlyList<string> SkipPackages { get; init; } = [];

    /// <summary>A script of the operator's that runs as root on the new server after the packages, by its path.</summary>
    public string? Script { get; init; }

    /// <summary>User data for cloud-init, by its path.</summary>
    public string? CloudInit { get; init; }

    /// <summary>A key pair of the account; when left out, the public half of ssh.identity-file is imported.</summary>
    public string? KeyName { get; init; }
}
