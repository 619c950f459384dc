using Baton.Aws.Ec2;
using Baton.Aws.Prices;
using Baton.Engine.Problems;
using Baton.Operations.Discovery;

namespace Baton.Operations.Preflight;

/// <summary>Chooses the type that a server can move to.</summary>
internal sealed class InstanceTypeChoice(IReadOnlyList<InstanceTypeInfo> types, IReadOnlySet<string> offeredHere)
{
    /// <summary>The type asked for, or the one with exactly that memory that is nearest to the server's own; or all that is wrong with it.</summary>
    public (string? Type, IReadOnlyList<Problem> Problems) Choose(InstanceModel server, ResizeRequest request)
    {
        if (request.InstanceType is { } asked)
        {
            var type = types.FirstOrDefault(type => type.InstanceType == asked);
            return type is null ? (null, [PreflightProblems.NoSuchType(asked)]) : (asked, [.. InTheWay(type, server)]);
        }

        if (request.MemoryMiB is not { } memory)
        {
            return (null, [PreflightProblems.NothingAsked()]);
        }

        // A resize keeps the kind of machine: first the same family, then what is of this generation and cheapest.
        var suitable = types.Where(type => type.BareMetal != true && !InTheWay(type, server).Any()).ToList();
        var best = suitable.Where(type => type.MemoryInfo?.SizeInMiB == memory)
            .OrderBy(type => Family(type.InstanceType!) == Family(server.InstanceType) ? 0 : 1)
            .ThenBy(type => type.CurrentGeneration == true ? 0 : 1)
            .ThenBy(type => OnDemandPrices.InstanceHour(type.InstanceType!) ?? decimal.MaxValue)
            .ThenBy(type => type.InstanceType, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is not null)
        {
            return (best.InstanceType, []);
        }

        return memory == MemoryOf(server)
            ? (null, [PreflightProblems.SameType(server.InstanceId, server.InstanceType)])
            : (null, [PreflightProblems.NoTypeWithMemory(memory, server.Architecture, Nearest(suitable, memory))]);
    }

    private long? MemoryOf(InstanceModel server) => types.FirstOrDefault(type => type.InstanceType == server.InstanceType)?.MemoryInfo?.SizeInMiB;

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

    private static string Nearest(IEnumerable<InstanceTypeInfo> suitable, long memory) => string.Join(
        ", ",
        suitable.Where(type => type.MemoryInfo?.SizeInMiB is not null)
            .OrderBy(type => Math.Abs(type.MemoryInfo!.SizeInMiB!.Value - memory))
            .ThenBy(type => type.InstanceType, StringComparer.Ordinal)
            .Take(3)
            .Select(type => $"{type.InstanceType} with {type.MemoryInfo!.SizeInMiB / 1024.0:0.##} GiB"));

    private static string Family(string type) => type.Split('.')[0];
}
