using System.Net;

namespace Baton.Operations.Dns;

/// <summary>A server that is asked, and how messages call it.</summary>
internal sealed record NameServerAddress(string Name, IPEndPoint EndPoint, bool IsResolver)
{
    private const int Port = 53;

    /// <summary>"192.0.2.53", "192.0.2.53:5353", "[2001:db8::1]:53"; null for anything else.</summary>
    public static IPEndPoint? Parse(string text) =>
        IPEndPoint.TryParse(text, out var place) ? new(place.Address, place.Port == 0 ? Port : place.Port) : null;

    public override string ToString() => Name;
}
