using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Types;

internal sealed class DescribeInstanceTypes : TypedAction<DescribeInstanceTypesRequest, DescribeInstanceTypesResult>
{
    private static readonly FilterSet<InstanceTypeInfo> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<InstanceTypeInfo, IEnumerable<string?>>>
    {
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
    });

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
        CurrentGeneration = type.Nitro,
        FreeTierEligible = type.Name is "t2.micro" or "t3.micro",
        SupportedUsageClasses = ["on-demand"],
        SupportedRootDeviceTypes = ["ebs"],
        SupportedVirtualizationTypes = ["hvm"],
        BareMetal = false,
        Hypervisor = type.Nitro ? "nitro" : "xen",
        ProcessorInfo = new() { SupportedArchitectures = [type.Architecture], SustainedClockSpeedInGhz = 2.5 },
        VCpuInfo = new() { DefaultVCpus = type.Vcpus, DefaultCores = Math.Max(1, type.Vcpus / 2), DefaultThreadsPerCore = type.Vcpus > 1 ? 2 : 1 },
        MemoryInfo = new() { SizeInMiB = type.MemoryMiB },
        InstanceStorageSupported = false,
        EbsInfo = new() { EbsOptimizedSupport = type.Nitro ? "default" : "unsupported", EncryptionSupport = "supported", NvmeSupport = type.Nitro ? "required" : "unsupported" },
        NetworkInfo = new()
        {
            NetworkPerformance = "Up to 5 Gigabit", MaximumNetworkInterfaces = 1, MaximumNetworkCards = 1, DefaultNetworkCardIndex = 0,
            NetworkCards = [new() { NetworkCardIndex = 0, MaximumNetworkInterfaces = 1, NetworkPerformance = "Up to 5 Gigabit" }],
            Ipv4AddressesPerInterface = 1, Ipv6AddressesPerInterface = 0, Ipv6Supported = false, EnaSupport = type.Nitro ? "required" : "unsupported",
        },
        HibernationSupported = false,
        BurstablePerformanceSupported = type.Burstable,
        DedicatedHostsSupported = false,
        AutoRecoverySupported = false,
        SupportedBootModes = type.BootModes,
    };
}
