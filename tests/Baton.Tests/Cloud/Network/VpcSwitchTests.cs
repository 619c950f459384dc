using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Baton.Cloud.Network;
using Baton.Cloud.Network.Frames;

namespace Baton.Tests.Cloud.Network;

public sealed class VpcSwitchTests
{
    private const uint NameServer = 0xac1f_0002;
    private static readonly SecurityRules EgressOnly = new([], [SwitchRoom.Any]);

    [Fact]
    public async Task Router_and_neighbours_answer_ARP_and_nobody_else_does()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, SwitchRoom.Open);
        var two = room.Add(2, SwitchRoom.Open);

        one.AskWhoHas(two.Address);
        Assert.Equal(two.Mac, MacAddress.Read(one.Receive().AsSpan(22)));
        one.AskWhoHas(two.Address + 100);
        one.AssertNothingCame();
    }

    [Fact]
    public async Task DHCP_gives_the_address_of_the_interface_with_the_options_of_EC2()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SwitchRoom.Open);

        guest.Send(guest.Udp(Ip.Broadcast, 68, 67, DhcpRequest(guest, 1), from: 0));
        var offer = guest.Receive()[42..];

        Assert.Equal(guest.Address, BinaryPrimitives.ReadUInt32BigEndian(offer.AsSpan(16)));
        var options = Encoding.Latin1.GetString(offer, 240, offer.Length - 240);
        Assert.StartsWith("\x35\x01\x02", options, StringComparison.Ordinal);
        Assert.Contains("\x1a\x02\x23\x29", options, StringComparison.Ordinal);
        Assert.Contains("\x0c\x0eip-172-31-5-11\x0f\x0c" + "ec2.internal", options, StringComparison.Ordinal);
        Assert.Contains("\x06\x04\xac\x1f\x00\x02", options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_asks_for_the_address_it_was_copied_with_is_told_no()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SwitchRoom.Open);

        guest.Send(guest.Udp(Ip.Broadcast, 68, 67, DhcpRequest(guest, 3, 50, 4, 172, 31, 9, 9), from: 0));

        Assert.Equal(6, guest.Receive()[42 + 242]);
    }

    [Theory]
    [InlineData("ip-172-31-5-12.ec2.internal", 1, "172.31.5.12")]
    [InlineData("ec2-127-45-0-1.compute-1.amazonaws.com", 1, "172.31.5.11")]
    [InlineData("ec2-127-45-0-9.compute-1.amazonaws.com", 1, "127.45.0.9")]
    public async Task The_resolver_of_the_VPC_knows_private_names_and_what_public_names_mean_inside(string name, ushort type, string expected)
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, EgressOnly);
        room.Switch.SetPublicAddress(IPAddress.Parse("127.45.0.1"), "eni-1");

        guest.Send(guest.Udp(NameServer, 5353, 53, DnsQuery(name, type)));
        var answer = guest.Receive();

        Assert.Equal(IPAddress.Parse(expected), new IPAddress(answer.AsSpan(answer.Length - 4)));
        Assert.Equal(new FlowTuple(Ip.Udp, NameServer, 53, guest.Address, 5353), FakeGuest.TupleOf(answer));
    }

    [Fact]
    public async Task The_resolver_finds_the_name_of_an_address()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, EgressOnly);

        guest.Send(guest.Udp(NameServer, 5353, 53, DnsQuery("12.5.31.172.in-addr.arpa", 12)));

        Assert.EndsWith("\x0eip-172-31-5-12\x03" + "ec2\x08internal\0", Encoding.Latin1.GetString(guest.Receive()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Security_groups_let_in_what_a_rule_names_and_what_answers()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, EgressOnly);
        var two = room.Add(2, new([new SecurityRule("udp", 4000, 4000) { GroupId = "sg-1" }], []));
        var three = room.Add(3, EgressOnly);

        one.Send(one.Udp(two.Address, 1000, 4001, "wrong port"u8));
        three.Send(three.Udp(two.Address, 1000, 4000, "wrong group"u8));
        three.AssertNothingCame();
        one.Send(one.Udp(two.Address, 1000, 4000, "right"u8));
        Assert.Equal("right"u8, two.Receive().AsSpan(42));

        // No rule of either lets this through: it is an answer.
        two.Send(two.Udp(one.Address, 4000, 1000, "answer"u8));
        Assert.Equal("answer"u8, one.Receive().AsSpan(42));
        two.Send(two.Udp(one.Address, 4000, 1001, "no answer"u8));
        two.AssertNothingCame();
        one.AssertNothingCame();
    }

    [Fact]
    public async Task A_tracked_connection_goes_on_when_its_rule_is_gone_and_a_new_one_does_not_begin()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, SwitchRoom.Open);
        var two = room.Add(2, SwitchRoom.Open);
        var tuple = new FlowTuple(Ip.Tcp, one.Address, 1000, two.Address, 80);
        one.Send(one.Tcp(tuple, 1, 0, TcpFlags.Syn));
        two.Receive();
        two.Send(two.Tcp(tuple.Reversed, 1, 2, TcpFlags.Syn | TcpFlags.Ack));
        one.Receive();

        room.Switch.SetRules("eni-2", SecurityRules.None);

        one.Send(one.Tcp(tuple, 2, 2, TcpFlags.Ack, "on"u8));
        Assert.Equal("on"u8, FakeGuest.TcpPayload(two.Receive()));
        one.Send(one.Tcp(tuple with { SourcePort = 1001 }, 1, 0, TcpFlags.Syn));
        one.Send(one.Tcp(tuple, 1, 0, TcpFlags.Syn));
        one.AssertNothingCame();
        two.AssertNothingCame();
    }

    [Fact]
    public async Task A_connection_between_machines_outlives_the_switch()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, EgressOnly);
        var two = room.Add(2, new([new SecurityRule("tcp", 80, 80) { Cidr = IPNetwork.Parse("172.31.0.0/16") }], []));
        var tuple = new FlowTuple(Ip.Tcp, one.Address, 1000, two.Address, 80);

        // The switch has seen no SYN, as after a restart; no rule lets the server speak first, but its client was allowed to call it.
        two.Send(two.Tcp(tuple.Reversed, 500, 900, TcpFlags.Ack, "more"u8));

        Assert.Equal("more"u8, FakeGuest.TcpPayload(one.Receive()));
    }

    [Fact]
    public async Task Echo_requests_and_their_answers_pass_when_a_rule_allows_ICMP()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, EgressOnly);
        var two = room.Add(2, new([new SecurityRule("icmp", -1, -1) { GroupId = "sg-1" }], []));

        one.Send(one.Ping(two.Address));
        Assert.Equal(8, two.Receive()[34]);
        two.Send(two.Ping(one.Address, type: 0));
        Assert.Equal(0, one.Receive()[34]);
    }

    [Fact]
    public async Task Forged_senders_are_not_heard()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, SwitchRoom.Open);
        var two = room.Add(2, SwitchRoom.Open);

        one.Send(one.Udp(two.Address, 1, 2, "forged address"u8, from: one.Address + 5));
        var forgedMac = one.Udp(two.Address, 1, 2, "forged MAC"u8);
        two.Mac.Write(forgedMac.AsSpan(6));
        one.Send(forgedMac);

        one.AssertNothingCame();
        two.AssertNothingCame();
    }

    [Fact]
    public async Task The_metadata_service_hears_which_interface_asks()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SecurityRules.None);
        var tuple = new FlowTuple(Ip.Tcp, guest.Address, 1000, Ip.Metadata, 80);

        guest.Send(guest.Tcp(tuple, 100, 0, TcpFlags.Syn));
        var answer = guest.ReceiveTcp(TcpFlags.Syn | TcpFlags.Ack);
        guest.Send(guest.Tcp(tuple, 101, FakeGuest.SequenceOf(answer) + 1, TcpFlags.Ack, "GET /latest HTTP/1.0\r\n\r\n"u8));
        var reply = Encoding.ASCII.GetString(FakeGuest.TcpPayload(guest.ReceiveTcp(TcpFlags.Ack, withData: true)));

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", reply, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\neni-1 GET /latest", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_loopback_of_the_host_is_closed_to_guests()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SwitchRoom.Open);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = (ushort)((IPEndPoint)listener.LocalEndpoint).Port;

        foreach (var address in (uint[])[Ip.OutsideClient, 0x7f00_0001, FakeGuest.Router, 0xa9fe_a9fd, 0xa9fe_0001])
        {
            guest.Send(guest.Tcp(new FlowTuple(Ip.Tcp, guest.Address, 1000, address, port), 1, 0, TcpFlags.Syn));
            guest.AssertNothingCame();
        }

        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Frames_that_make_no_sense_harm_nobody()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, SwitchRoom.Open);
        var two = room.Add(2, SwitchRoom.Open);
        var random = new Random(42);
        byte[][] seeds =
        [
            one.Udp(two.Address, 1, 2, "text"u8), one.Udp(NameServer, 1, 53, DnsQuery("ip-172-31-5-12.ec2.internal", 1)),
            one.Udp(Ip.Broadcast, 68, 67, DhcpRequest(one, 1), from: 0), one.Ping(two.Address), one.Ping(two.Address, type: 3),
            one.Tcp(new FlowTuple(Ip.Tcp, one.Address, 1, Ip.Metadata, 80), 1, 1, TcpFlags.Syn),
            one.Tcp(new FlowTuple(Ip.Tcp, one.Address, 1, Ip.OutsideClient, 80), 1, 1, TcpFlags.Syn | TcpFlags.Ack),
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var frame = seeds[random.Next(seeds.Length)].AsSpan(0).ToArray();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                frame[random.Next(12, frame.Length)] = (byte)random.Next(256);
            }

            one.Send(frame.AsSpan(0, random.Next(4) == 0 ? random.Next(1, frame.Length) : frame.Length));
        }

        // What of the above is for two fills its queue up to its bound, and an answer that finds it full is dropped: two asks again while it reads.
        two.AskWhoHas(FakeGuest.Router);
        for (var seen = 1; BinaryPrimitives.ReadUInt16BigEndian(two.Receive().AsSpan(12)) != 0x0806; seen++)
        {
            if (seen % 50 == 0)
            {
                two.AskWhoHas(FakeGuest.Router);
            }
        }
    }

    private static byte[] DhcpRequest(FakeGuest guest, byte type, params byte[] options)
    {
        var request = new byte[300];
        (request[0], request[1], request[2]) = (1, 1, 6);
        guest.Mac.Write(request.AsSpan(28));
        BinaryPrimitives.WriteUInt32BigEndian(request.AsSpan(236), 0x63825363);
        byte[] all = [53, 1, type, .. options, 255];
        all.CopyTo(request, 240);
        return request;
    }

    private static byte[] DnsQuery(string name, ushort type) =>
    [
        0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
        .. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]),
        0, (byte)(type >> 8), (byte)type, 0, 1,
    ];
}
