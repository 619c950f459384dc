using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

/// <summary>What a volume of each type may be. https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html</summary>
internal static class VolumeRules
{
    private static readonly Dictionary<string, Limits> Types = new()
    {
        ["gp2"] = new(1, 16384),
        ["gp3"] = new(1, 65536) { LeastIops = 3000, MostIops = 80000, IopsPerGiB = 500, MostThroughput = 2000 },
        ["io1"] = new(4, 16384) { LeastIops = 100, MostIops = 64000, IopsPerGiB = 50, NeedsIops = true },
        ["io2"] = new(4, 65536) { LeastIops = 100, MostIops = 256000, IopsPerGiB = 1000, NeedsIops = true },
        ["st1"] = new(125, 16384),
        ["sc1"] = new(125, 16384),
        ["standard"] = new(1, 1024),
    };

    /// <summary>Throws AWS's error when there can be no such volume.</summary>
    public static void Check(string type, int sizeGiB, int? iops, int? throughput)
    {
        var limits = Types.GetValueOrDefault(type) ?? throw new AwsException("UnknownVolumeType", $"Unsupported volume type '{type}' for volume creation.");
        if (sizeGiB < limits.LeastGiB || sizeGiB > limits.MostGiB)
        {
            throw Ec2Errors.InvalidValue($"The volume size is invalid for {type} volumes: {sizeGiB} GiB. It must be at least {limits.LeastGiB} GiB and at most {limits.MostGiB} GiB.");
        }

        CheckIops(type, limits, sizeGiB, iops);
        if (throughput is { } asked && limits.MostThroughput == 0)
        {
            throw Ec2Errors.InvalidCombination($"The parameter throughput is not supported for {type} volumes.");
        }

        if (throughput is < 125 || throughput > limits.MostThroughput)
        {
            throw Ec2Errors.InvalidValue($"Throughput of {throughput} MiB/s is not possible for {type} volumes; minimum is 125, maximum is {limits.MostThroughput}.");
        }
    }

    /// <summary>What a volume has when nobody asks for a number.</summary>
    public static int? DefaultIops(string type, int sizeGiB) => type switch
    {
        "gp3" => 3000,
        "gp2" => Math.Clamp(sizeGiB * 3, 100, 16000),
        _ => null,
    };

    public static int? DefaultThroughput(string type) => type == "gp3" ? 125 : null;

    private static void CheckIops(string type, Limits limits, int sizeGiB, int? iops)
    {
        if (iops is not { } asked)
        {
            if (limits.NeedsIops)
            {
                throw Ec2Errors.Missing("iops");
            }

            return;
        }

        if (limits.MostIops == 0)
        {
            throw Ec2Errors.InvalidCombination($"The parameter iops is not supported for {type} volumes.");
        }

        if (asked < limits.LeastIops || asked > limits.MostIops)
        {
            throw Ec2Errors.InvalidValue($"Volume iops of {asked} is not possible for {type} volumes; minimum is {limits.LeastIops}, maximum is {limits.MostIops}.");
        }

        // Below it the first figure counts: a gp3 volume of 1 GiB has its 3,000 all the same.
        if (asked > limits.LeastIops && asked > (long)limits.IopsPerGiB * sizeGiB)
        {
            throw Ec2Errors.InvalidValue($"Iops to volume size ratio of {(double)asked / sizeGiB:F6} is too high; maximum is {limits.IopsPerGiB}");
        }
    }

    private sealed record Limits(int LeastGiB, int MostGiB)
    {
        public int LeastIops { get; init; }

        public int MostIops { get; init; }

        public int IopsPerGiB { get; init; }

        public bool NeedsIops { get; init; }

        public int MostThroughput { get; init; }
    }
}
