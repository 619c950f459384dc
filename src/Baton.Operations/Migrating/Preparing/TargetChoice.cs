using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Prices;
using Baton.Engine.Problems;
using Baton.Hosts.Discovery;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Preflight;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Chooses what a migration makes: image, type, subnet, volumes. What baton.yaml says is taken, what it does not say is what the source is.</summary>
internal sealed class TargetChoice(OperationServices services)
{
    private const int LeastVolumeGiB = 8;

    private readonly Ec2 _ec2 = new(services);

    /// <summary>As EC2 calls it.</summary>
    public static string Architecture(ServerFacts facts) => facts.Architecture == "aarch64" ? "arm64" : facts.Architecture;

    public async Task<(Image? Image, IReadOnlyList<Problem> Problems)> ImageAsync(TargetOptions target, ServerFacts source, CancellationToken cancellationToken)
    {
        var architecture = Architecture(source);
        if (target.ImageId is { } asked)
        {
            return await _ec2.FindImageAsync(asked, cancellationToken) switch
            {
                null => (null, [Problems.OperationProblems.ImageUnknown(asked)]),
                { Architecture: { } other } when other != architecture => (null, [MigrationProblems.ImageDiffers(asked, other, architecture)]),
                var image => (image, []),
            };
        }

        if (Official(source.OperatingSystem, architecture) is not { } pattern)
        {
            return (null, [MigrationProblems.ImageUnknown(source.OperatingSystem, architecture)]);
        }

        var answer = await _ec2.SendAsync(
            new DescribeImagesRequest { Owners = ["amazon"], Filters = [new() { Name = "name", Values = [pattern] }, new() { Name = "state", Values = ["available"] }] },
            cancellationToken);
        var newest = answer.Images.Where(image => image.Architecture == architecture).OrderByDescending(image => image.CreationDate, StringComparer.Ordinal).FirstOrDefault();
        return newest is null ? (null, [MigrationProblems.ImageUnknown(source.OperatingSystem, architecture)]) : (newest, []);
    }

    public async Task<(Subnet? Subnet, IReadOnlyList<Problem> Problems)> SubnetAsync(TargetOptions target, CancellationToken cancellationToken)
    {
        var filter = target.SubnetId is { } asked ? new Filter { Name = "subnet-id", Values = [asked] } : new Filter { Name = "default-for-az", Values = ["true"] };
        var answer = await _ec2.SendAsync(new DescribeSubnetsRequest { Filters = [filter] }, cancellationToken);
        return answer.Subnets.OrderBy(subnet => subnet.AvailabilityZone, StringComparer.Ordinal).FirstOrDefault() is { } subnet
            ? subnet.AvailableIpAddressCount == 0 ? (null, [PreflightProblems.SubnetFull(subnet.SubnetId!)]) : (subnet, [])
            : (null, [MigrationProblems.NoSubnet()]);
    }

    public async Task<(string? Type, IReadOnlyList<Problem> Problems)> TypeAsync(
        TargetOptions target, ServerFacts source, string zone, CancellationToken cancellationToken)
    {
        var architecture = Architecture(source);
        var types = await services.Aws.AllAsync(new DescribeInstanceTypesRequest(), answer => answer.InstanceTypes, cancellationToken);
        var offerings = await services.Aws.AllAsync(
            new DescribeInstanceTypeOfferingsRequest { LocationType = "availability-zone", Filters = [new() { Name = "location", Values = [zone] }] },
            answer => answer.InstanceTypeOfferings,
            cancellationToken);
        var here = offerings.Select(offering => offering.InstanceType).ToHashSet();
        if (target.InstanceType is { } asked)
        {
            var type = types.FirstOrDefault(type => type.InstanceType == asked);
            return type switch
            {
                null => (null, [PreflightProblems.NoSuchType(asked)]),
                _ when !Fits(type, architecture) => (null, [PreflightProblems.AnotherArchitecture(asked, string.Join(", ", type.ProcessorInfo?.SupportedArchitectures ?? []), architecture)]),
                _ when !here.Contains(asked) => (null, [PreflightProblems.NotOffered(asked, zone)]),
                _ => (asked, []),
            };
        }

        // A kernel keeps a part of the memory for itself: what the source shows is less than what its machine has.
        var memory = target.MemoryMiB ?? (int)Math.Max(512, source.MemoryKiB / 1024 * 9 / 10);
        var cpus = target.Cpus ?? 1;
        var best = types
            .Where(type => type is { BareMetal: not true, CurrentGeneration: true } && Fits(type, architecture) && here.Contains(type.InstanceType))
            .Where(type => type.MemoryInfo?.SizeInMiB >= memory && type.VCpuInfo?.DefaultVCpus >= cpus)
            .OrderBy(type => OnDemandPrices.InstanceHour(type.InstanceType!) ?? decimal.MaxValue)
            .ThenBy(type => type.MemoryInfo?.SizeInMiB)
            .ThenBy(type => type.InstanceType, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is null ? (null, [MigrationProblems.NoType(architecture, memory, cpus)]) : (best.InstanceType, []);
    }

    /// <summary>Room for what is on the source's root, when the image has less; null when the image will do.</summary>
    public static int? RootGiB(TargetOptions target, SourceModel source, Image image)
    {
        var has = image.BlockDeviceMappings.FirstOrDefault(mapping => mapping.DeviceName == image.RootDeviceName)?.Ebs?.VolumeSize ?? 0;
        var used = source.Host.MountOf("/") is { } root ? root.SizeBytes - root.AvailableBytes : 0;
        var needed = (int)GiB((used * 5 / 4) + (1L << 30));
        return target.RootGiB ?? (needed > has ? needed : null);
    }

    /// <summary>The volumes that are asked for; else one of its own for the database, where it is on the source.</summary>
    public static (IReadOnlyList<PlannedVolume> Volumes, IReadOnlyList<Problem> Problems) Volumes(TargetOptions target, SourceModel source)
    {
        IReadOnlyList<TargetVolume> wanted = target.Volumes is not [] ? target.Volumes : source.Postgres is null ? [] : [ForPostgres(source)];
        var problems = wanted.Where(volume => GiB(Comes(volume.Mount, source)) > volume.SizeGiB).Select(volume => MigrationProblems.DiskTooSmall(volume.Mount, GiB(Comes(volume.Mount, source)), volume.SizeGiB));
        return ([.. wanted.OrderBy(volume => volume.Mount.Length).Select((volume, index) => new PlannedVolume($"/dev/sd{(char)('f' + index)}", volume.Mount, volume.SizeGiB, volume.Type))], [.. problems]);
    }

    private static TargetVolume ForPostgres(SourceModel source)
    {
        var data = source.Postgres!.Layout.DataDirectory;
        var mount = source.Host.MountOf(data) is { Target: not "/" } own ? own.Target : "/var/lib/postgresql";
        if (!data.StartsWith(mount + "/", StringComparison.Ordinal))
        {
            mount = data[..data.LastIndexOf('/')];
        }

        return new(mount, (int)Math.Max(LeastVolumeGiB, GiB(Comes(mount, source) * 2)));
    }

    /// <summary>How much of the source lies there: all that its mount holds, or else the database.</summary>
    private static long Comes(string mount, SourceModel source)
    {
        var used = source.Host.Mounts.Where(found => found.Target == mount).Sum(found => found.SizeBytes - found.AvailableBytes);
        var database = source.Postgres is { } postgres && postgres.Layout.DataDirectory.StartsWith(mount + "/", StringComparison.Ordinal) ? postgres.SizeBytes : 0;
        return Math.Max(used, database);
    }

    private static long GiB(long bytes) => (bytes + (1L << 30) - 1) >> 30;

    private static bool Fits(InstanceTypeInfo type, string architecture) => (type.ProcessorInfo?.SupportedArchitectures ?? []).Contains(architecture);

    /// <summary>How the distributions call their images; both are marked as Amazon's verified partners.</summary>
    private static string? Official(string os, string architecture)
    {
        var machine = architecture == "x86_64" ? "amd64" : architecture;
        return os.Split(' ') switch
        {
            ["debian", var version] => $"debian-{version}-{machine}*",
            ["ubuntu", var version] => $"ubuntu/images/hvm-ssd*/ubuntu-*-{version}-{machine}-server-*",
            _ => null,
        };
    }
}
