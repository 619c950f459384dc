using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Types;

internal sealed class DescribeInstanceTypes : TypedAction<DescribeInstanceTypesRequest, DescribeInstanceTypesResult>
{
    public override string? Missing => "GPUs and instance store; bandwidth of the larger sizes is by rule of thumb";

    private static readonly FilterSet<InstanceTypeInfo> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<InstanceTypeInfo, IEnumerable<string?>>>
    {
        ["auto-recovery-supported"] = type => Fields.One(type.AutoRecoverySupported == true),
        ["dedicated-hosts-supported"] = type => Fields.One(type.DedicatedHostsSupported == true),
        ["ebs-info.ebs-optimized-support"] = type => Fields.One(type.EbsInfo?.EbsOptimizedSupport),
        ["ebs-info.encryption-support"] = type => Fields.One(type.EbsInfo?.EncryptionSupport),
        ["ebs-info.nvme-support"] = type => Fields.One(type.EbsInfo?.NvmeSupport),
        ["free-tier-eligible"] = type => Fields.One(type.FreeTierEligible == true),
        ["hibernation-supported"] = type => Fields.One(type.HibernationSupported == true),
        ["network-info.efa-supported"] = type => Fields.One(false),
        ["network-info.ipv4-addresses-per-interface"] = type => Fields.One(type.NetworkInfo?.Ipv4AddressesPerInterface),
        ["network-info.ipv6-addresses-per-interface"] = type => Fields.One(type.NetworkInfo?.Ipv6AddressesPerInterface),
        ["network-info.ipv6-supported"] = type => Fields.One(type.NetworkInfo?.Ipv6Supported == true),
        ["network-info.maximum-network-cards"] = type => Fields.One(type.NetworkInfo?.MaximumNetworkCards),
        ["network-info.maximum-network-interfaces"] = type => Fields.One(type.NetworkInfo?.MaximumNetworkInterfaces),
        ["network-info.network-performance"] = type => Fields.One(type.NetworkInfo?.NetworkPerformance),
        ["processor-info.sustained-clock-speed-in-ghz"] = type => Fields.One(type.ProcessorInfo?.SustainedClockSpeedInGhz),
        ["vcpu-info.default-cores"] = type => Fields.One(type.VCpuInfo?.DefaultCores),
        ["vcpu-info.default-threads-per-core"] = type => Fields.One(type.VCpuInfo?.DefaultThreadsPerCore),
        ["bare-metal"] = type => Fields.One(type.BareMetal == true),
        ["burstable-performance-supported"] = type => Fields.One(type.BurstablePerformanceSupported == true),
        ["current-generation"] = type => Fields.One(type.CurrentGeneration == true),
        ["hypervisor"] = type => Fields.One(type.Hypervisor),
        ["instance-storage-supported"] = type => Fields.One(type.InstanceStorageSupported == true),
        ["instance-type"] = type => Fields.One(type.InstanceType),
        ["memory-info.size-in-mib"] = type => [type.MemoryInfo?.SizeInMiB?.ToString(CultureInfo.InvariantCulture)],
        ["network-info.ena-support"] = type => Fields.One(type.NetworkInfo?.EnaSupport),
        ["processor-info.supported-architecture"] = type => type.ProcessorInfo!.SupportedArchitectures,
        ["supported-boot-mode"] = type => type.SupportedBootModes,
        ["supported-root-device-type"] = type => type.SupportedRootDeviceTypes,
        ["supported-usage-class"] = type => type.SupportedUsageClasses,
        ["supported-virtualization-type"] = type => type.SupportedVirtualizationTypes,
        ["vcpu-info.default-vcpus"] = type => Fields.One(type.VCpuInfo?.DefaultVCpus),
    })
    {
        Absent = new HashSet<string>
        {
            "ebs-info.attachment-limit-type", "ebs-info.maximum-ebs-attachments", "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
            "ebs-info.ebs-optimized-info.baseline-iops", "ebs-info.ebs-optimized-info.baseline-throughput-in-mbps",
            "ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps", "ebs-info.ebs-optimized-info.maximum-iops",
            "ebs-info.ebs-optimized-info.maximum-throughput-in-mbps", "instance-storage-info.disk.count", "instance-storage-info.disk.size-in-gb",
            "instance-storage-info.disk.type", "instance-storage-info.encryption-support", "instance-storage-info.nvme-support",
            "instance-storage-info.total-size-in-gb", "network-info.bandwidth-weightings", "network-info.efa-info.maximum-efa-interfaces",
            "network-info.flexible-ena-queues-support", "network-info.encryption-in-transit-supported", "nitro-enclaves-support", "nitro-tpm-support",
            "nitro-tpm-info.supported-versions", "processor-info.supported-features", "reboot-migration-support", "vcpu-info.valid-cores",
            "vcpu-info.valid-threads-per-core",
        },
    };

    protected override Task<DescribeInstanceTypesResult> HandleAsync(DescribeInstanceTypesRequest request, CancellationToken cancellationToken)
    {
        var types = request.InstanceTypes is [] ? InstanceTypes.All : request.InstanceTypes.Select(Find);
        var page = Page<InstanceTypeInfo>.Of(Filters.Apply(types.Select(Show), request.Filters), request.MaxResults ?? 100, request.NextToken);
        return Task.FromResult(new DescribeInstanceTypesResult { InstanceTypes = page.Items, NextToken = page.NextToken });
    }

    private static InstanceTypeSpec Find(string name) =>
        InstanceTypes.Find(name) ?? throw new Baton.Aws.Wire.AwsException("InvalidInstanceType", $"The following supplied instance types do not exist: [{name}]");

    private static InstanceTypeInfo Show(InstanceTypeSpec type) => new()
    {
        InstanceType = type.Name,
        CurrentGeneration = type.Current,
        FreeTierEligible = type.Name is "t2.micro" or "t3.micro",
        SupportedUsageClasses = ["on-demand"],
        SupportedRootDeviceTypes = ["ebs"],
        SupportedVirtualizationTypes = ["hvm"],
        BareMetal = false,
        Hypervisor = type.Nitro ? "nitro" : "xen",
        ProcessorInfo = new() { SupportedArchitectures = [type.Architecture], SustainedClockSpeedInGhz = type.ClockGhz },
        VCpuInfo = new() { DefaultVCpus = type.Vcpus, DefaultCores = type.Cores, DefaultThreadsPerCore = type.ThreadsPerCore },
        MemoryInfo = new() { SizeInMiB = type.MemoryMiB },
        InstanceStorageSupported = false,
        EbsInfo = new() { EbsOptimizedSupport = type.Nitro ? "default" : "unsupported", EncryptionSupport = "supported", NvmeSupport = type.Nitro ? "required" : "unsupported" },
        NetworkInfo = new()
        {
            NetworkPerformance = type.Network, MaximumNetworkInterfaces = type.MostInterfaces, MaximumNetworkCards = 1, DefaultNetworkCardIndex = 0,
            NetworkCards = [new() { NetworkCardIndex = 0, MaximumNetworkInterfaces = type.MostInterfaces, NetworkPerformance = type.Network }],
            Ipv4AddressesPerInterface = type.MostAddresses, Ipv6AddressesPerInterface = 0, Ipv6Supported = false, EnaSupport = type.Nitro ? "required" : "unsupported",
        },
        HibernationSupported = false,
        BurstablePerformanceSupported = type.Burstable,
        DedicatedHostsSupported = false,
        AutoRecoverySupported = false,
        SupportedBootModes = type.BootModes,
    };
}
