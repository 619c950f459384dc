using System.Globalization;
using System.Net;
using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Dns;

/// <summary>
/// The names that the resolver of a VPC knows by itself: ip-172-31-5-12.ec2.internal in both directions, and public names, which inside a VPC
/// mean the private address.
/// </summary>
internal sealed class VpcNames(string region)
{
    private readonly string _publicDomain = region == "us-east-1" ? "compute-1.amazonaws.com" : $"{region}.compute.amazonaws.com";

    /// <summary>The domain of private names, which DHCP hands out.</summary>
    public string PrivateDomain { get; } = region == "us-east-1" ? "ec2.internal" : $"{region}.compute.internal";

    /// <summary>Length of the answer in <paramref name="reply"/>, or 0 when the question is for the host's resolver.</summary>
    public int Answer(ReadOnlySpan<byte> query, IPNetwork vpc, Func<uint, uint?> privateAddressOf, Span<byte> reply)
    {
        if (!DnsQuestion.TryParse(query, out var question))
        {
            return 0;
        }

        if (question.Type == DnsQuestion.TypePtr)
        {
            return TryReadReverse(question.Name, out var asked) && vpc.Contains(asked)
                ? DnsAnswer.WriteName(reply, query, question, $"{HostName("ip", asked)}.{PrivateDomain}")
                : 0;
        }

        if (AddressOf(question.Name, vpc, privateAddressOf) is not { } address)
        {
            return 0;
        }

        return question.Type == DnsQuestion.TypeA
            ? DnsAnswer.WriteAddress(reply, query, question, address)
            : DnsAnswer.WriteNothing(reply, query, question);
    }

    private uint? AddressOf(string name, IPNetwork vpc, Func<uint, uint?> privateAddressOf)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return null;
        }

        var (host, domain) = (name[..dot], name[(dot + 1)..]);
        if (domain == PrivateDomain && TryReadHostName("ip-", host, out var address))
        {
            return vpc.Contains(address) ? address : null;
        }

        return domain == _publicDomain && TryReadHostName("ec2-", host, out address) ? privateAddressOf(address) ?? address : null;
    }

    private static string HostName(string prefix, uint address) => string.Create(
        CultureInfo.InvariantCulture, $"{prefix}-{address >> 24}-{(address >> 16) & 0xff}-{(address >> 8) & 0xff}-{address & 0xff}");

    private static bool TryReadHostName(string prefix, string host, out uint address)
    {
        address = 0;
        return host.StartsWith(prefix, StringComparison.Ordinal) && TryReadNumbers(host[prefix.Length..].Split('-'), out address);
    }

    private static bool TryReadReverse(string name, out uint address)
    {
        const string Suffix = ".in-addr.arpa";
        address = 0;
        if (!name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = name[..^Suffix.Length].Split('.');
        Array.Reverse(parts);
        return TryReadNumbers(parts, out address);
    }

    private static bool TryReadNumbers(string[] parts, out uint address)
    {
        address = 0;
        if (parts.Length != 4)
        {
            return false;
        }

        foreach (var part in parts)
        {
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            address = (address << 8) | number;
        }

        return true;
    }
}
