namespace Baton.Cloud.Server;

/// <summary>What one local cloud is made of.</summary>
public sealed record CloudOptions
{
    /// <summary>Where everything lives that must survive: state, volumes, consoles.</summary>
    public required string StateDirectory { get; init => field = Path.GetFullPath(value); }

    /// <summary>Where stock images are kept between clouds.</summary>
    public required string CacheDirectory { get; init => field = Path.GetFullPath(value); }

    /// <summary>For sockets: short, because a unix socket's path has 108 bytes at most.</summary>
    public required string RunDirectory { get; init => field = Path.GetFullPath(value); }

    /// <summary>TCP port of the API on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; } = 4570;

    /// <summary>A second port that speaks TLS, for clients that do nothing else; its certificate is <c>tls.crt</c> in the state directory. Null has none, 0 takes any free one.</summary>
    public int? TlsPort { get; init; }

    public MachineKind Machines { get; init; } = MachineKind.Qemu;

    /// <summary>Where whoever names no region is. All other regions are there as well.</summary>
    public string Region { get; init; } = "us-east-1";

    public const string HomeAccountId = "123456789012";

    /// <summary>The account of <see cref="AccessKeyId"/>; others have keys that are made of it.</summary>
    public string AccountId { get; init; } = HomeAccountId;

    public required string AccessKeyId { get; init; }

    /// <summary>The secret that requests must be signed with. Never logged.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>Elastic IP addresses per account, as AWS's default.</summary>
    public int AddressQuota { get; init; } = 5;

    /// <summary>Whether requests are limited by token buckets, as on AWS.</summary>
    public bool Throttled { get; init; }

    /// <summary>How long a volume that was modified says that it is being optimized, and cannot be modified again.</summary>
    public TimeSpan VolumeOptimization { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a change of a hosted zone is PENDING before all name servers know it.</summary>
    public TimeSpan DnsPropagation { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>UDP and TCP port of the name server on 127.0.53.1; null has the number of the API's, and 0 takes any free one.</summary>
    public int? DnsPort { get; init; }

    /// <summary>On-demand vCPUs that may run at the same time.</summary>
    public int VcpuQuota { get; init; } = 64;
}
