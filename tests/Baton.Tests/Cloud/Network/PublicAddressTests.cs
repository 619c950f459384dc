using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Network;
using Baton.Cloud.Network.Frames;
using Baton.Cloud.Network.PublicAddresses;

namespace Baton.Tests.Cloud.Network;

public sealed class PublicAddressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_SYN_ACK_loses_nothing_of_what_the_client_said()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SwitchRoom.Open);
        room.Switch.SetPublicAddress(IPAddress.Parse("127.45.1.1"), "eni-1");
        using var client = await ConnectAsync("127.45.1.1");
        await client.GetStream().WriteAsync("hello"u8.ToArray(), Cancellation);

        var syn = guest.ReceiveTcp(TcpFlags.Syn);
        var tuple = FakeGuest.TupleOf(syn).Reversed;
        Assert.Equal(Ip.OutsideClient, tuple.Destination);
        var synAck = guest.Tcp(tuple, 700, FakeGuest.SequenceOf(syn) + 1, TcpFlags.Syn | TcpFlags.Ack);
        guest.Send(synAck);
        // The first data is lost on the way, so all that can come again is what libslirp still holds.
        guest.ReceiveTcp(TcpFlags.Ack, withData: true);
        guest.Send(synAck);

        Assert.Equal("hello"u8, FakeGuest.TcpPayload(guest.ReceiveTcp(TcpFlags.Ack, withData: true)));
    }

    [Fact]
    public async Task A_connection_made_while_the_address_points_nowhere_waits_for_its_next_owner()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, SwitchRoom.Open);
        var two = room.Add(2, SwitchRoom.Open);
        var address = IPAddress.Parse("127.45.1.2");
        room.Switch.SetPublicAddress(address, "eni-1");
        room.Switch.SetPublicAddress(address, null);

        using var client = await ConnectAsync("127.45.1.2");
        one.AssertNothingCame();
        room.Switch.SetPublicAddress(address, "eni-2");

        two.ReceiveTcp(TcpFlags.Syn);
    }

    [Fact]
    public async Task A_connection_that_no_rule_allows_waits_until_one_does()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SwitchRoom.Open);
        room.Switch.SetPublicAddress(IPAddress.Parse("127.45.1.3"), "eni-1");
        room.Switch.SetRules("eni-1", SecurityRules.None);

        using var client = await ConnectAsync("127.45.1.3");
        guest.AssertNothingCame();
        room.Switch.SetRules("eni-1", new([new SecurityRule("tcp", 8080, 8080) { Cidr = IPNetwork.Parse("127.0.0.1/32") }], []));

        guest.ReceiveTcp(TcpFlags.Syn);
    }

    [Fact]
    public async Task Connections_are_reset_when_their_address_moves()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SwitchRoom.Open);
        room.Switch.SetPublicAddress(IPAddress.Parse("127.45.1.4"), "eni-1");
        using var client = await ConnectAsync("127.45.1.4");
        await client.GetStream().WriteAsync("hello"u8.ToArray(), Cancellation);
        var syn = guest.ReceiveTcp(TcpFlags.Syn);
        guest.Send(guest.Tcp(FakeGuest.TupleOf(syn).Reversed, 700, FakeGuest.SequenceOf(syn) + 1, TcpFlags.Syn | TcpFlags.Ack));
        // What the client said has come through, so the connection is established and not waiting for an owner.
        guest.ReceiveTcp(TcpFlags.Ack, withData: true);

        room.Switch.SetPublicAddress(IPAddress.Parse("127.45.1.4"), null);

        var broken = await Assert.ThrowsAsync<SocketException>(async () => _ = await client.Client.ReceiveAsync(new byte[1], SocketFlags.None, Cancellation));
        Assert.Equal(SocketError.ConnectionReset, broken.SocketErrorCode);
    }

    [Fact]
    public async Task A_connection_that_the_old_owner_has_not_answered_goes_to_the_next_one_with_all_that_was_said()
    {
        await using var room = new SwitchRoom();
        var one = room.Add(1, SwitchRoom.Open);
        var two = room.Add(2, SwitchRoom.Open);
        var address = IPAddress.Parse("127.45.1.6");
        room.Switch.SetPublicAddress(address, "eni-1");
        using var first = await ConnectAsync("127.45.1.6");
        using var second = await ConnectAsync("127.45.1.6");
        await first.GetStream().WriteAsync("hello"u8.ToArray(), Cancellation);
        one.ReceiveTcp(TcpFlags.Syn);

        room.Switch.SetPublicAddress(address, "eni-2");

        for (var count = 0; count < 2; count++)
        {
            var syn = two.ReceiveTcp(TcpFlags.Syn);
            two.Send(two.Tcp(FakeGuest.TupleOf(syn).Reversed, 700, FakeGuest.SequenceOf(syn) + 1, TcpFlags.Syn | TcpFlags.Ack));
        }

        Assert.Equal("hello"u8, FakeGuest.TcpPayload(two.ReceiveTcp(TcpFlags.Ack, withData: true)));
    }

    [Fact]
    public async Task A_connection_that_the_guest_refuses_is_reset()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, SwitchRoom.Open);
        room.Switch.SetPublicAddress(IPAddress.Parse("127.45.1.7"), "eni-1");
        using var client = await ConnectAsync("127.45.1.7");

        var syn = guest.ReceiveTcp(TcpFlags.Syn);
        guest.Send(guest.Tcp(FakeGuest.TupleOf(syn).Reversed, 0, FakeGuest.SequenceOf(syn) + 1, TcpFlags.Rst | TcpFlags.Ack));

        var broken = await Assert.ThrowsAsync<SocketException>(async () => _ = await client.Client.ReceiveAsync(new byte[1], SocketFlags.None, Cancellation));
        Assert.Equal(SocketError.ConnectionReset, broken.SocketErrorCode);
    }

    [Fact]
    public async Task A_released_address_listens_no_more()
    {
        await using var room = new SwitchRoom();
        room.Add(1, SwitchRoom.Open);
        room.Switch.SetPublicAddress(IPAddress.Parse("127.45.1.5"), "eni-1");
        room.Switch.RemovePublicAddress(IPAddress.Parse("127.45.1.5"));

        var refused = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync("127.45.1.5"));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public void A_rule_for_everything_opens_the_common_ports_and_a_small_one_exactly_its_own()
    {
        var everything = new SecurityRule("-1", 0, 65535) { Cidr = IPNetwork.Parse("0.0.0.0/0") };
        var few = new SecurityRule("tcp", 9000, 9002) { Cidr = IPNetwork.Parse("127.0.0.1/32") };
        var others = new SecurityRule("tcp", 9100, 9100) { Cidr = IPNetwork.Parse("203.0.113.9/32") };
        var group = new SecurityRule("tcp", 9200, 9200) { GroupId = "sg-1" };

        Assert.Equal(PublicPorts.Common, PublicPorts.Of([everything]).Order());
        Assert.Equal([9000, 9001, 9002], PublicPorts.Of([few, others, group]).Order());
    }

    private static async Task<TcpClient> ConnectAsync(string address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(address), 8080, Cancellation);
        return client;
    }
}
