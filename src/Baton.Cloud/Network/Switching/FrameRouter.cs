using System.Buffers.Binary;
using Baton.Cloud.Network.Dhcp;
using Baton.Cloud.Network.Dns;
using Baton.Cloud.Network.Flows;
using Baton.Cloud.Network.Frames;
using Baton.Cloud.Network.Slirp;

namespace Baton.Cloud.Network.Switching;

/// <summary>Decides what becomes of each frame. Lives on the thread of the loop.</summary>
internal sealed class FrameRouter(PortTable ports, Func<uint, uint?> privateAddressOf, TimeProvider time)
{
    private readonly FlowTable _flows = new(time);
    private readonly FragmentTable _fragments = new();
    private readonly Dictionary<string, VpcNames> _names = [];
    private readonly byte[] _reply = new byte[2048];

    public void FromGuest(SwitchPort port, Span<byte> frame)
    {
        // Who sent it is known from the socket; a frame that says otherwise is forged.
        if (frame.Length < Ipv4Frame.EthernetLength || MacAddress.Read(frame[6..]) != port.Mac)
        {
            return;
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) == 0x0806)
        {
            AnswerArp(port, frame);
            return;
        }

        if (!Ipv4Frame.TryParse(frame, out var packet))
        {
            return;
        }

        if (packet.Protocol == Ip.Udp && packet.DestinationPort == DhcpServer.ServerPort && packet.Destination is var to
            && (to == Ip.Broadcast || to == port.Router))
        {
            AnswerDhcp(port, packet);
        }
        else if (packet.Source == port.Address)
        {
            Route(port, packet);
        }
    }

    public void FromSlirp(SwitchPort port, Span<byte> frame)
    {
        if (!Ipv4Frame.TryParse(frame, out var packet) || packet.Destination != port.Address || !MayComeBack(port, packet))
        {
            return;
        }

        if (packet.Source == SlirpStack.NameServer)
        {
            packet.ReplaceSource(port.NameServer);
        }

        packet.SetMacAddresses(port.Mac, port.RouterMac);
        port.Link.Send(packet.Bytes);
    }

    /// <summary>Forgets the conversations of an interface that is gone.</summary>
    public void Forget(string interfaceId) => _flows.Forget(interfaceId);

    public void Sweep() => _flows.Sweep();

    private bool MayComeBack(SwitchPort port, Ipv4Frame packet)
    {
        switch (packet.Protocol)
        {
            case Ip.Tcp:
                // A SYN is a connection through a public address, which was checked where it was accepted; all else belongs to a socket of libslirp.
                if ((packet.TcpFlags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn)
                {
                    packet.SetMacAddresses(port.Mac, port.RouterMac);
                    return port.Handshakes.Begin(packet);
                }

                port.Handshakes.Ended(packet);
                return true;
            case Ip.Udp or Ip.Icmp when packet.Source == SlirpStack.NameServer:
                return true;
            default:
                // libslirp hands on what anybody sends to a UDP port that the guest has spoken from: only those it has spoken to may answer.
                return IsKnown(port, packet);
        }
    }

    private void AnswerArp(SwitchPort port, ReadOnlySpan<byte> frame)
    {
        if (!ArpReply.TryReadRequest(frame, port.Mac, port.Address, out var target))
        {
            return;
        }

        MacAddress? owner = target == port.Router || target == port.NameServer || target == Ip.Metadata ? port.RouterMac
            : ((target ^ port.Address) & port.Mask) == 0 ? ports.Find(port.VpcId, target)?.Mac
            : null;
        if (owner is { } mac)
        {
            ArpReply.Write(_reply, target, mac, port.Address, port.Mac);
            port.Link.Send(_reply.AsSpan(0, ArpReply.Length));
        }
    }

    private VpcNames NamesOf(NetworkPort port)
    {
        if (!_names.TryGetValue(port.Region, out var names))
        {
            _names[port.Region] = names = new(port.Region);
        }

        return names;
    }

    private void AnswerDhcp(SwitchPort port, Ipv4Frame packet)
    {
        var lease = new DhcpLease
        {
            MacAddress = port.Mac,
            Address = port.Address,
            Mask = port.Mask,
            Router = port.Router,
            NameServer = port.NameServer,
            HostName = port.Definition.HostName,
            Domain = NamesOf(port.Definition).PrivateDomain,
        };
        var length = DhcpServer.Answer(packet.UdpPayload, lease, _reply.AsSpan(UdpFrame.HeadersLength));
        if (length > 0)
        {
            // A client that has its address hears only that; one that has none may hear broadcasts only.
            var to = packet.Source == port.Address ? port.Address : Ip.Broadcast;
            var tuple = new FlowTuple(Ip.Udp, port.Router, DhcpServer.ServerPort, to, DhcpServer.ClientPort);
            port.Link.Send(UdpFrame.Write(_reply, length, port.Mac, port.RouterMac, tuple));
        }
    }

    private void Route(SwitchPort port, Ipv4Frame packet)
    {
        var to = packet.Destination;
        if (to == port.NameServer)
        {
            ToNameServer(port, packet);
        }
        else if (to == Ip.Metadata)
        {
            if (packet.Protocol == Ip.Tcp && packet.DestinationPort == 80)
            {
                port.Slirp.Input(packet.Bytes);
            }
        }
        else if (to == Ip.OutsideClient)
        {
            // Answers to connections from outside. That address cannot be called: behind it is the host.
            if (packet.Protocol == Ip.Tcp && (packet.TcpFlags & (TcpFlags.Syn | TcpFlags.Ack)) != TcpFlags.Syn
                && port.Handshakes.Continue(packet, port.Link))
            {
                port.Slirp.Input(packet.Bytes);
            }
        }
        else if (port.Definition.Vpc.Contains(to))
        {
            if (ports.Find(port.VpcId, to) is { } peer)
            {
                ToNeighbor(port, peer, packet);
            }
        }
        else if (!IsReserved(to))
        {
            ToOutside(port, packet);
        }
    }

    private void ToNeighbor(SwitchPort from, SwitchPort to, Ipv4Frame packet)
    {
        if (!IsKnown(from, packet) && !MayOpen(from, to, packet))
        {
            return;
        }

        // Within a subnet the sender is seen with its own address, as its neighbour knows it from ARP.
        var sameSubnet = ((from.Address ^ to.Address) & from.Mask) == 0;
        packet.SetMacAddresses(to.Mac, sameSubnet ? from.Mac : to.RouterMac);
        to.Link.Send(packet.Bytes);
    }

    private void ToOutside(SwitchPort port, Ipv4Frame packet)
    {
        var carried = packet.Protocol is Ip.Tcp or Ip.Udp || (packet.Protocol == Ip.Icmp && (packet.IsLaterFragment || packet.IcmpType == 8));
        if (carried && (IsKnown(port, packet) || MayOpen(port, null, packet)))
        {
            port.Slirp.Input(packet.Bytes);
        }
    }

    private void ToNameServer(SwitchPort port, Ipv4Frame packet)
    {
        if (packet.DestinationPort != 53 || packet.IsLaterFragment)
        {
            return;
        }

        if (packet.Protocol == Ip.Udp)
        {
            var answer = NamesOf(port.Definition).Answer(packet.UdpPayload, port.Definition.Vpc, privateAddressOf, _reply.AsSpan(UdpFrame.HeadersLength));
            if (answer > 0)
            {
                port.Link.Send(UdpFrame.Write(_reply, answer, port.Mac, port.RouterMac, packet.Tuple.Reversed));
                return;
            }
        }

        packet.ReplaceDestination(SlirpStack.NameServer);
        port.Slirp.Input(packet.Bytes);
    }

    private bool IsKnown(SwitchPort port, Ipv4Frame packet)
    {
        if (packet.IsLaterFragment)
        {
            return _fragments.Holds(port.VpcId, packet);
        }

        if (!_flows.Continues(port.VpcId, packet))
        {
            return false;
        }

        RememberFragment(port, packet);
        return true;
    }

    private bool MayOpen(SwitchPort from, SwitchPort? to, Ipv4Frame packet)
    {
        if (packet.IsLaterFragment)
        {
            return false;
        }

        var tuple = packet.Tuple;
        var allowed = RulesAllow(from, to, packet.Source, packet.Destination, Traffic.Of(packet));
        if (!allowed && to is not null && packet.Protocol == Ip.Tcp && !packet.TcpFlags.HasFlag(TcpFlags.Syn))
        {
            // The middle of a connection that is older than this process; its other end may have opened it.
            allowed = RulesAllow(to, from, packet.Destination, packet.Source, Traffic.OfReverse(packet));
            tuple = tuple.Reversed;
        }

        if (!allowed || !_flows.TryOpen(from.VpcId, tuple, from.Definition.InterfaceId))
        {
            return false;
        }

        RememberFragment(from, packet);
        return true;
    }

    private static bool RulesAllow(SwitchPort from, SwitchPort? to, uint source, uint destination, Traffic traffic) =>
        RuleMatch.Allows(from.Definition.Rules.Egress, traffic, destination, to?.Definition.GroupIds ?? [])
        && (to is null || RuleMatch.Allows(to.Definition.Rules.Ingress, traffic, source, from.Definition.GroupIds));

    private void RememberFragment(SwitchPort port, Ipv4Frame packet)
    {
        if (packet.HasMoreFragments)
        {
            _fragments.Remember(port.VpcId, packet);
        }
    }

    // "This" network, loopback, link-local (on a real EC2 machine the host's own metadata service is there), TEST-NET-2 around the outside
    // client, multicast and above.
    private static bool IsReserved(uint address) =>
        address >> 24 is 0 or 127 or >= 224 || address >> 16 == 0xa9fe || address >> 8 == Ip.OutsideClient >> 8;
}
