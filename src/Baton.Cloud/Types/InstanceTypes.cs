using System.Globalization;

namespace Baton.Cloud.Types;

/// <summary>The types that the cloud knows, by name.</summary>
public static class InstanceTypes
{
    private static readonly Dictionary<string, InstanceTypeSpec> ByName = InstanceFamilies.All.SelectMany(Types).ToDictionary(type => type.Name);

    public static IEnumerable<InstanceTypeSpec> All { get; } = [.. ByName.Values.OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static InstanceTypeSpec? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<InstanceTypeSpec> Types(InstanceFamily family)
    {
        foreach (var row in family.Sizes.Split(' '))
        {
            // large:2, or small:1:1740 with its memory.
            var parts = row.Split(':');
            var vcpus = int.Parse(parts[1], CultureInfo.InvariantCulture);
            var memory = parts.Length == 3 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : (int)(vcpus * family.GiBPerVcpu * 1024);
            var (interfaces, addresses) = Interfaces(family.Name, parts[0], vcpus);
            yield return new($"{family.Name}.{parts[0]}", vcpus, memory, family.Architecture)
            {
                ThreadsPerCore = vcpus == 1 ? 1 : family.ThreadsPerCore, ClockGhz = family.ClockGhz, Nitro = family.Nitro, Current = family.Current, MostInterfaces = interfaces, MostAddresses = addresses,
                Network = Network(family, vcpus),
            };
        }
    }

    // https://docs.aws.amazon.com/ec2/latest/instancetypes/ : the same for nearly all families; exceptions first.
    private static (int Interfaces, int Addresses) Interfaces(string family, string size, int vcpus) => (family, size) switch
    {
        (_, "nano" or "micro") => (2, 2),
        ("m1", "small") => (2, 4),
        ("m1" or "m3", "medium") => (2, 6),
        ("m3", "2xlarge") or ("m2", "2xlarge") => (4, 30),
        ("m2", "xlarge") => (4, 15),
        ("m2", "4xlarge") => (8, 30),
        ("m4", "large") => (2, 10),
        ("m4", "10xlarge" or "16xlarge") => (8, 30),
        ("t2", "xlarge" or "2xlarge") => (3, 15),
        _ when family[0] == 't' && size is "small" => (3, 4),
        _ when family[0] == 't' && size is "medium" => (3, 6),
        _ when family[0] == 't' && size is "large" => (3, 12),
        (_, "medium") => (2, 4),
        _ when vcpus <= 2 => (3, 10),
        _ when vcpus <= 8 => (4, 15),
        _ when vcpus < 64 => (8, 30),
        _ => (15, 50),
    };

    private static string Network(InstanceFamily family, int vcpus)
    {
        if (!double.TryParse(family.Network, CultureInfo.InvariantCulture, out var gigabits))
        {
            return family.Network;
        }

        // Up to half a machine's share it is a peak; from there on it grows with the size.
        return vcpus <= 16 ? $"Up to {family.Network} Gigabit" : string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(gigabits * vcpus / 32, gigabits, gigabits * 4):0.##} Gigabit");
    }
}
