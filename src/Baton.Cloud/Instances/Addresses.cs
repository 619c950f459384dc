using System.Globalization;
using System.Net;

namespace Baton.Cloud.Instances;

/// <summary>Addresses and the names made of them.</summary>
internal static class Addresses
{
    /// <summary>ip-172-31-5-12</summary>
    public static string HostName(string privateAddress) => $"ip-{privateAddress.Replace('.', '-')}";

    public static string PrivateName(string privateAddress, string region) =>
        // us-east-1 alone has the short name, for historical reasons.
        region == "us-east-1" ? $"{HostName(privateAddress)}.ec2.internal" : $"{HostName(privateAddress)}.{region}.compute.internal";

    public static string PublicName(string publicAddress, string region) =>
        region == "us-east-1" ? $"ec2-{publicAddress.Replace('.', '-')}.compute-1.amazonaws.com" : $"ec2-{publicAddress.Replace('.', '-')}.{region}.compute.amazonaws.com";

    /// <summary>The first address of a network that nobody has, past those that AWS reserves (the first four) and before the last.</summary>
    public static string? FirstFree(string cidr, Func<string, bool> isTaken)
    {
        var network = IPNetwork.Parse(cidr);
        var first = ToNumber(network.BaseAddress);
        var count = 1u << (32 - network.PrefixLength);
        for (var offset = 4u; offset < count - 1; offset++)
        {
            var address = ToAddress(first + offset);
            if (!isTaken(address))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary><c>06:</c> and five bytes from the id of the interface: stable, and its own.</summary>
    public static string Mac(string interfaceId)
    {
        var digits = interfaceId[^10..];
        return string.Create(CultureInfo.InvariantCulture, $"06:{digits[..2]}:{digits[2..4]}:{digits[4..6]}:{digits[6..8]}:{digits[8..10]}");
    }

    private static uint ToNumber(IPAddress address) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static string ToAddress(uint number) => $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}";
}
