using System.Net;
using System.Net.Sockets;
using System.Text;
using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Fuzz;

public sealed class FuzzTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // 60,000 of them are sent by the end-to-end tests.
    [Fact]
    public Task No_request_however_odd_is_answered_with_a_server_error_and_nothing_is_left_over() => ApiFuzz.RunAsync(seed: 0, requests: 1_500);

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=Descr")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("POST /%ff%fe?%%%=%& HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET /?Action=DescribeVpcs&X-Amz-Signature=1&X-Amz-Credential=a/b/c HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nAuthorization: AWS4-HMAC-SHA256 =,=,Credential=\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    public async Task A_client_that_sends_half_a_request_or_nonsense_disturbs_nobody(string bytes)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(IPAddress.Loopback, cloud.Server.Endpoint.Port, Cancelled);
            await socket.SendAsync(Encoding.UTF8.GetBytes(bytes), Cancelled);
            socket.Shutdown(SocketShutdown.Send);
            var answer = new byte[4096];
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            limited.CancelAfter(TimeSpan.FromSeconds(10));
            var length = await AnswerAsync(socket, answer, limited.Token);
            Assert.DoesNotContain(" 50", Encoding.UTF8.GetString(answer, 0, Math.Min(length, 12)), StringComparison.Ordinal);
        }

        Assert.Single((await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs);
    }

    /// <summary>A server may also cut the connection of who speaks nonsense.</summary>
    private static async Task<int> AnswerAsync(Socket socket, byte[] answer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(answer, cancellationToken);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }
}
