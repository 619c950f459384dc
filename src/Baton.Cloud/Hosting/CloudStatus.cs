using Baton.Cloud.Network;

namespace Baton.Cloud.Hosting;

/// <summary>What the operator of a cloud may want to know and the AWS API does not say.</summary>
public sealed record CloudStatus
{
    /// <summary>"qemu" or "simulated".</summary>
    public required string Machines { get; init; }

    /// <summary>"kvm", "tcg", "none", or null while it is not known yet.</summary>
    public string? Accelerator { get; init; }

    /// <summary>What is being prepared, or "ready".</summary>
    public required string Preparation { get; init; }

    /// <summary>Address and port of the name server of all hosted zones.</summary>
    public string? NameServer { get; init; }

    public long DiskUsageBytes { get; init; }

    /// <summary>Ports of public addresses that this user may not listen on, and what stands for them.</summary>
    public IReadOnlyList<PortOffset> PortOffsets { get; init; } = [];
}
