using System.Net.Sockets;
using System.Text;
using Baton.Aws.Elb;
using Baton.Tests.Cloud.Api;

namespace Baton.Tests.Cloud.LoadBalancing;

public sealed class NetworkBalancerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_goes_to_a_target_as_it_is()
    {
        await using var room = await BalancerRoom.StartAsync("network");
        using var echo = new EchoTarget();
        var group = await room.GroupAsync("echo", echo.Port);
        await room.ListenAsync((group, 1));
        await room.ReachAsync(group, "healthy");

        Assert.Equal("hello\0there", await SayAsync(room, "hello\0there"));
    }

    [Fact]
    public async Task A_machine_is_reached_when_its_groups_let_the_clients_in()
    {
        await using var room = await BalancerRoom.StartAsync("network");
        var open = await room.OpenGroupAsync("open", "0.0.0.0/0");
        var instance = await room.Cloud.LaunchAsync(request => request with { SecurityGroupIds = [open] });
        var group = (await room.Cloud.SendAsync(new CreateTargetGroupInput { Name = "machines", Protocol = "TCP", Port = 7000, VpcId = room.Balancer.VpcId })).TargetGroups[0].TargetGroupArn!;
        await room.Cloud.SendAsync(new RegisterTargetsInput { TargetGroupArn = group, Targets = [new() { Id = instance.InstanceId }] });
        await room.ListenAsync((group, 1));
        await room.ReachAsync(group, "healthy");

        Assert.EndsWith($"{instance.PrivateIpAddress}:7000", await SayAsync(room, "GET / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_target_a_connection_is_reset()
    {
        await using var room = await BalancerRoom.StartAsync("network");
        await room.ListenAsync((await room.GroupAsync("none"), 1));

        var reset = await Assert.ThrowsAnyAsync<Exception>(() => SayAsync(room, "hello"));

        Assert.Equal(SocketError.ConnectionReset, (reset as SocketException ?? reset.InnerException as SocketException)?.SocketErrorCode);
    }

    private static async Task<string> SayAsync(BalancerRoom room, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(room.Address, room.Port, Cancelled);
        using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Cancelled);
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
