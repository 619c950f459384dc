using System.Runtime.InteropServices;
using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Flows;

/// <summary>What rules look at, besides the peer. The port is the receiver's.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Traffic(byte Protocol, int Port, int IcmpType, int IcmpCode)
{
    public static Traffic TcpTo(int port) => new(Ip.Tcp, port, 0, 0);

    public static Traffic Of(Ipv4Frame frame) => frame.Protocol == Ip.Icmp
        ? new(Ip.Icmp, 0, frame.IcmpType, frame.IcmpCode)
        : new(frame.Protocol, frame.DestinationPort, 0, 0);

    /// <summary>The same conversation as its other end would have begun it.</summary>
    public static Traffic OfReverse(Ipv4Frame frame) => new(frame.Protocol, frame.SourcePort, 0, 0);
}
