using System.Net;
using System.Text;
using Baton.Cloud.Network;
using Baton.Cloud.Network.Frames;

namespace Baton.Tests.Cloud.Network;

/// <summary>What is the cloud's own and speaks to guests from inside their VPC: a load balancer.</summary>
public sealed class InnerCallTests
{
    private static readonly IPAddress[] s_addresses = [IPAddress.Parse("172.31.0.9"), IPAddress.Parse("172.31.16.9")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_balancer_reaches_a_guest_whose_rules_name_its_group()
    {
        await using var room = new SwitchRoom();
        var guest = room.Add(1, new([new("tcp", 80, 80) { GroupId = "sg-front" }], []));
        var dialing = room.Switch.DialAsync("eni-1", 80, new(s_addresses, ["sg-front"]), Cancellation);
        var syn = guest.ReceiveTcp(TcpFlags.Syn);
        guest.Send(guest.Tcp(FakeGuest.TupleOf(syn).Reversed, 700, FakeGuest.SequenceOf(syn) + 1, TcpFlags.Syn | TcpFlags.Ack));

        using var connection = await dialing;
        await connection.SendAsync("hello"u8.ToArray(), Cancellation);

        Assert.Equal("hello", Encoding.ASCII.GetString(FakeGuest.TcpPayload(guest.ReceiveTcp(TcpFlags.Ack, withData: true))));
    }

    [Fact]
    public async Task By_its_address_it_gets_in_as_well_and_otherwise_is_dropped()
    {
        await using var room = new SwitchRoom();
        var byAddress = room.Add(1, new([new("tcp", 80, 80) { Cidr = IPNetwork.Parse("172.31.16.0/20") }], []));
        var closed = room.Add(2, new([new("tcp", 80, 80) { GroupId = "sg-other" }, new("tcp", 81, 81) { Cidr = IPNetwork.Parse("0.0.0.0/0") }], []));
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var caller = new InnerCaller(s_addresses, ["sg-front"]);

        var admitted = room.Switch.DialAsync("eni-1", 80, caller, limited.Token);
        byAddress.ReceiveTcp(TcpFlags.Syn);
        var dropped = room.Switch.DialAsync("eni-2", 80, caller, limited.Token);
        closed.AssertNothingCame();

        Assert.False(dropped.IsCompleted);
        await Assert.ThrowsAsync<IOException>(() => room.Switch.DialAsync("eni-3", 80, caller, limited.Token));
        await limited.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => admitted);
    }
}
