using Baton.Cloud.Network;
using Baton.LocalCloud;

namespace Baton.Documents;

/// <summary>The local cloud, as 'cloud up' and 'cloud status' answer.</summary>
internal sealed record CloudDocument
{
    public required bool Running { get; init; }

    public Uri? Endpoint { get; init; }

    public Uri? TlsEndpoint { get; init; }

    /// <summary>Address and port at which its hosted zones are answered for.</summary>
    public string? NameServer { get; init; }

    public string? Region { get; init; }

    public string? Machines { get; init; }

    public int? Pid { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>"kvm" or "tcg", once it is known.</summary>
    public string? Accelerator { get; init; }

    /// <summary>What is being prepared, or "ready".</summary>
    public string? Preparation { get; init; }

    public long? DiskUsageBytes { get; init; }

    /// <summary>Ports of public addresses that this user may not listen on, and what stands for each.</summary>
    public IReadOnlyList<PortOffset> PortOffsets { get; init; } = [];

    public IReadOnlyList<CloudInstanceDocument> Instances { get; init; } = [];

    public static CloudDocument From(CloudRecord cloud) => new()
    {
        Running = true,
        Endpoint = cloud.Endpoint,
        TlsEndpoint = cloud.TlsEndpoint,
        NameServer = cloud.NameServer,
        Region = cloud.Region,
        Machines = cloud.Machines,
        Pid = cloud.Pid,
        StartedAt = cloud.StartedAt,
    };
}
