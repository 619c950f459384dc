using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Engine.Problems;
using Baton.Hosts.Checks;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;

namespace Baton.Operating;

/// <summary>The world outside the VPC: this machine's network.</summary>
internal sealed class NetworkOutside(PublicPorts ports, TimeProvider time) : IOutside
{
    // AWS's own, which the AWS documentation tells operators to ask. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/changing-security-group.html
    private static readonly Uri s_whoAmI = new("https://checkip.amazonaws.com/");

    public async Task<CheckResult> CheckAsync(CheckOptions check, string publicAddress, CancellationToken cancellationToken)
    {
        using var bounded = new CancellationTokenSource(check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bounded.Token);
        var began = time.GetTimestamp();
        CheckResult Result(bool passed, string detail) => new(check.Name, passed, detail) { Took = time.GetElapsedTime(began) };
        try
        {
            var (passed, detail) = check.Kind == CheckKind.Http
                ? await AskHttpAsync(check, publicAddress, either.Token)
                : await AskTcpAsync(check, publicAddress, either.Token);
            return Result(passed, detail);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(false, string.Create(CultureInfo.InvariantCulture, $"no answer within {check.Timeout.TotalSeconds:0.#} s"));
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            // A check that fails is a result.
            return Result(false, failure.Message);
        }
    }

    public Task<WebAnswer> AskAsync(Uri url, string address, CancellationToken cancellationToken) =>
        new WebQuestion(ConnectAsync, time).AskAsync(url, address, cancellationToken);

    public async Task<string> OperatorCidrAsync(CancellationToken cancellationToken)
    {
        // Everybody who reaches the local cloud is on this computer.
        if (ports.EndpointIsLocal)
        {
            return "127.0.0.1/32";
        }

        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            var answer = await http.GetStringAsync(s_whoAmI, cancellationToken);
            return IPAddress.TryParse(answer.Trim(), out var address) ? $"{address}/32" : throw new BatonException(ProgramProblems.OwnAddressUnknown($"it says '{answer.Trim()}'"));
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            throw new BatonException(ProgramProblems.OwnAddressUnknown(failure.Message), failure);
        }
    }

    /// <summary>The same request that the server is asked on itself, with its own host name when it has one, but sent to the public address.</summary>
    private async Task<(bool Passed, string Detail)> AskHttpAsync(CheckOptions check, string publicAddress, CancellationToken cancellationToken)
    {
        var target = new UriBuilder(check.Target);
        if (IPAddress.TryParse(target.Host, out _) || target.Host == "localhost")
        {
            target.Host = publicAddress;
        }

        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (context, token) => new NetworkStream(await ConnectAsync(publicAddress, context.DnsEndPoint.Port, token), ownsSocket: true),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var answer = await http.GetAsync(target.Uri, cancellationToken);
        var status = (int)answer.StatusCode;
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var right = status == check.ExpectStatus && (check.Expect is null || text.Contains(check.Expect, StringComparison.Ordinal));
        return (right, string.Create(CultureInfo.InvariantCulture, $"status {status} from {publicAddress}{(status == check.ExpectStatus && !right ? $", without '{check.Expect}'" : "")}"));
    }

    private async Task<(bool Passed, string Detail)> AskTcpAsync(CheckOptions check, string publicAddress, CancellationToken cancellationToken)
    {
        var port = int.Parse(check.Target.AsSpan(check.Target.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
        using var socket = await ConnectAsync(publicAddress, port, cancellationToken);
        return (true, string.Create(CultureInfo.InvariantCulture, $"{publicAddress}:{port} accepts connections"));
    }

    private async Task<Socket> ConnectAsync(string address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, await ports.OfAsync(port, cancellationToken), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
