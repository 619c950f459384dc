namespace Baton.Cloud.Types;

/// <summary>The types that the cloud knows. Sizes from https://docs.aws.amazon.com/ec2/latest/instancetypes/ .</summary>
public static class InstanceTypes
{
    // Memory per vCPU in GiB by family, and the sizes that the family has with their vCPUs.
    private static readonly (string Family, string Architecture, double GiBPerVcpu, string Sizes)[] Families =
    [
        ("m5", "x86_64", 4, Common + ",24xlarge:96"),
        ("m6i", "x86_64", 4, Common + ",24xlarge:96,32xlarge:128"),
        ("m7i", "x86_64", 4, Common + ",24xlarge:96,48xlarge:192"),
        ("m6g", "arm64", 4, "medium:1," + Common),
        ("m7g", "arm64", 4, "medium:1," + Common),
        ("c5", "x86_64", 2, "large:2,xlarge:4,2xlarge:8,4xlarge:16,9xlarge:36,12xlarge:48,18xlarge:72,24xlarge:96"),
        ("c6i", "x86_64", 2, Common + ",24xlarge:96,32xlarge:128"),
        ("c7i", "x86_64", 2, Common + ",24xlarge:96,48xlarge:192"),
        ("c7g", "arm64", 2, "medium:1," + Common),
        ("r5", "x86_64", 8, Common + ",24xlarge:96"),
        ("r6i", "x86_64", 8, Common + ",24xlarge:96,32xlarge:128"),
        ("r7i", "x86_64", 8, Common + ",24xlarge:96,48xlarge:192"),
        ("r7g", "arm64", 8, "medium:1," + Common),
    ];

    private const string Common = "large:2,xlarge:4,2xlarge:8,4xlarge:16,8xlarge:32,12xlarge:48,16xlarge:64";

    // The burstable families do not follow a ratio: vCPUs and MiB by size.
    private static readonly (string Size, int T2Vcpus, int Vcpus, int MemoryMiB)[] BurstableSizes =
    [
        ("nano", 1, 2, 512), ("micro", 1, 2, 1024), ("small", 1, 2, 2048), ("medium", 2, 2, 4096),
        ("large", 2, 2, 8192), ("xlarge", 4, 4, 16384), ("2xlarge", 8, 8, 32768),
    ];

    private static readonly Dictionary<string, InstanceTypeSpec> ByName = Build().ToDictionary(type => type.Name);

    public static IEnumerable<InstanceTypeSpec> All => ByName.Values.OrderBy(type => type.Name, StringComparer.Ordinal);

    public static InstanceTypeSpec? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<InstanceTypeSpec> Build()
    {
        foreach (var (size, t2Vcpus, vcpus, memory) in BurstableSizes)
        {
            yield return new($"t2.{size}", t2Vcpus, memory, "x86_64");
            yield return new($"t3.{size}", vcpus, memory, "x86_64");
            yield return new($"t3a.{size}", vcpus, memory, "x86_64");
            yield return new($"t4g.{size}", vcpus, memory, "arm64");
        }

        foreach (var (family, architecture, ratio, sizes) in Families)
        {
            foreach (var size in sizes.Split(','))
            {
                var parts = size.Split(':');
                var vcpus = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
                yield return new($"{family}.{parts[0]}", vcpus, (int)(vcpus * ratio * 1024), architecture);
            }
        }
    }
}
