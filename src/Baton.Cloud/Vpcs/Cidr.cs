using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

/// <summary>Ranges of IPv4 addresses in requests.</summary>
internal static class Cidr
{
    /// <summary>The network that a text means: bits that do not belong to it are dropped, as AWS does. AWS's error when it means none.</summary>
    public static IPNetwork Parse(string? text, string parameter)
    {
        var parts = (text ?? throw Ec2Errors.Missing(parameter)).Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address) || address.AddressFamily != AddressFamily.InterNetwork || parts[0].Count('.') != 3
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > 32)
        {
            throw Ec2Errors.InvalidValue($"Value ({text}) for parameter {parameter} is invalid. This is not a valid CIDR block.");
        }

        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < 32; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new(new(bytes), length);
    }

    public static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    public static bool Contains(IPNetwork outer, IPNetwork inner) => outer.Contains(inner.BaseAddress) && inner.PrefixLength >= outer.PrefixLength;
}
