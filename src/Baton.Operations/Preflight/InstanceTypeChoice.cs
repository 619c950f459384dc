using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Aws.Prices;
using Baton.Engine;
using Baton.Engine.Problems;
using Baton.Operations.Discovery;

namespace Baton.Operations.Preflight;

/// <summary>Chooses the type that a server can move to.</summary>
internal sealed class InstanceTypeChoice(IReadOnlyList<InstanceTypeInfo> types, IReadOnlySet<string> offeredHere)
{
    /// <summary>The type asked for, or the smallest that suffices; or all that is wrong with it.</summary>
    public (string? Type, IReadOnlyList<Problem> Problems) Choose(InstanceModel server, ResizeRequest request)
    {
        if (request.InstanceType is { } asked)
        {
            var type = types.FirstOrDefault(type => type.InstanceType == asked);
            return type is null ? (null, [PreflightProblems.NoSuchType(asked)]) : (asked, [.. InTheWay(type, server)]);
        }

        if (request is { MemoryMiB: null, Cpus: null })
        {
            return (null, [PreflightProblems.NothingAsked()]);
        }

        var suitable = types.Where(type => type.BareMetal != true && (type.InstanceType == server.InstanceType || !InTheWay(type, server).Any())).ToList();
        return Smallest(suitable, server, request) switch
        {
            null => (null, [PreflightProblems.NoTypeWithMemory(request.MemoryMiB ?? 0, request.Cpus, server.Architecture, Largest(suitable))]),
            var type when type == server.InstanceType => (null, [PreflightProblems.SameType(server.InstanceId, type)]),
            var type => (type, []),
        };
    }

    /// <summary>A resize keeps the kind of machine: first the same family, then the least that suffices of what is of this generation.</summary>
    private static string? Smallest(IEnumerable<InstanceTypeInfo> suitable, InstanceModel server, ResizeRequest request) =>
        suitable.Where(type => Memory(type) >= (request.MemoryMiB ?? 0) && (type.VCpuInfo?.DefaultVCpus ?? 0) >= (request.Cpus ?? 0))
            .OrderBy(type => Family(type.InstanceType!) == Family(server.InstanceType) ? 0 : 1)
            .ThenBy(type => type.CurrentGeneration == true ? 0 : 1)
            .ThenBy(Memory)
            .ThenBy(type => type.VCpuInfo?.DefaultVCpus)
            .ThenBy(type => OnDemandPrices.InstanceHour(type.InstanceType!) ?? decimal.MaxValue)
            .ThenBy(type => type.InstanceType, StringComparer.Ordinal)
            .FirstOrDefault()?.InstanceType;

    private static long Memory(InstanceTypeInfo type) => type.MemoryInfo?.SizeInMiB ?? 0;

    private IEnumerable<Problem> InTheWay(InstanceTypeInfo type, InstanceModel server)
    {
        var name = type.InstanceType!;
        var architectures = type.ProcessorInfo?.SupportedArchitectures ?? [];
        if (name == server.InstanceType)
        {
            yield return PreflightProblems.SameType(server.InstanceId, name);
        }

        if (!architectures.Contains(server.Architecture))
        {
            yield return PreflightProblems.AnotherArchitecture(name, string.Join(", ", architectures), server.Architecture);
        }

        if (type.NetworkInfo?.EnaSupport == "required" && !server.EnaSupport)
        {
            yield return PreflightProblems.NeedsEna(name);
        }

        var mode = server.BootMode is "uefi-preferred" ? null : server.BootMode;
        if (mode is not null && type.SupportedBootModes is not [] && !type.SupportedBootModes.Contains(mode))
        {
            yield return PreflightProblems.NoBootMode(name, mode);
        }

        if (!offeredHere.Contains(name))
        {
            yield return PreflightProblems.NotOffered(name, server.AvailabilityZone);
        }
    }

    private static string Largest(IEnumerable<InstanceTypeInfo> suitable) => string.Join(
        ", ",
        suitable.OrderByDescending(Memory)
            .ThenBy(type => type.InstanceType, StringComparer.Ordinal)
            .Take(3)
            .Select(type => string.Create(CultureInfo.InvariantCulture, $"{type.InstanceType} with {Memory(type) / 1024.0:0.##} GiB and {Counted.Of(type.VCpuInfo?.DefaultVCpus ?? 0, "vCPU")}")));

    private static string Family(string type) => type.Split('.')[0];
}
