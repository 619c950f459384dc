using System.Globalization;
using System.Net.Sockets;
using Baton.Engine.Problems;
using Baton.Hosts.Checks;
using Baton.Operations.Configuration;
using Baton.Operations.Problems;

namespace Baton.Operations.Connections;

/// <summary>The network, seen from the operator's machine.</summary>
/// <param name="ec2">The endpoint in use: beside a cloud on this machine, the operator's address is a loopback one.</param>
public sealed class NetworkOutside(HttpMessageHandler handler, Uri ec2, TimeProvider time) : IOutside, IDisposable
{
    private static readonly Uri WhoAmI = new("https://checkip.amazonaws.com/");
    private static readonly TimeSpan WhoAmIPatience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<CheckResult> CheckAsync(CheckOptions check, string publicAddress, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        bool passed;
        string detail;
        try
        {
            (passed, detail) = check.Kind == CheckKind.Http
                ? await HttpAsync(check, publicAddress, either.Token)
                : await TcpAsync(check, publicAddress, either.Token);
        }
        catch (Exception error) when (error is HttpRequestException or SocketException)
        {
            (passed, detail) = (false, error.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            (passed, detail) = (false, string.Create(CultureInfo.InvariantCulture, $"no answer within {check.Timeout.TotalSeconds:0.#} s"));
        }

        return new(check.Name, passed, detail) { Took = time.GetElapsedTime(began) };
    }

    public async Task<string> OperatorCidrAsync(CancellationToken cancellationToken)
    {
        if (ec2.IsLoopback)
        {
            return "127.0.0.0/8";
        }

        using var limit = new CancellationTokenSource(WhoAmIPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return $"{(await _http.GetStringAsync(WhoAmI, either.Token)).Trim()}/32";
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new BatonException(OperationProblems.OwnAddressUnknown(WhoAmI), error);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(bool Passed, string Detail)> HttpAsync(CheckOptions check, string address, CancellationToken cancellationToken)
    {
        // The same path and port as on the server, at the address that users use.
        var url = new UriBuilder(check.Target) { Host = address }.Uri;
        using var answer = await _http.GetAsync(url, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        var status = (int)answer.StatusCode;
        return (status == check.ExpectStatus && (check.Expect is null || body.Contains(check.Expect, StringComparison.Ordinal)), $"{status}, {body.Length} characters");
    }

    private static async Task<(bool Passed, string Detail)> TcpAsync(CheckOptions check, string address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address, int.Parse(check.Target.AsSpan(check.Target.LastIndexOf(':') + 1), CultureInfo.InvariantCulture), cancellationToken);
        return (true, "connected");
    }
}
