using System.Net;
using System.Net.Sockets;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Health;

/// <summary>Asks one target for its health, on a connection of its own.</summary>
internal sealed class HealthProbe(TargetDialer dialer, TimeProvider time)
{
    private const string Agent = "ELB-HealthChecker/2.0";

    public async Task<ProbeResult> AskAsync(TargetGroupRecord group, TargetRecord target, string address, CancellationToken cancellationToken)
    {
        var port = group.Check.Port == "traffic-port" ? target.Port : int.Parse(group.Check.Port, System.Globalization.CultureInfo.InvariantCulture);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(group.Check.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return group.Check.Protocol == "TCP" ? await KnockAsync(group, address, port, either.Token) : await GetAsync(group, address, port, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ProbeResult.TimedOut;
        }
        catch (Exception failure) when (failure is SocketException or IOException or HttpRequestException)
        {
            return ProbeResult.Failed;
        }
    }

    private async Task<ProbeResult> KnockAsync(TargetGroupRecord group, string address, int port, CancellationToken cancellationToken)
    {
        (await dialer.DialAsync(group, address, port, cancellationToken)).Dispose();
        return ProbeResult.Good;
    }

    private async Task<ProbeResult> GetAsync(TargetGroupRecord group, string address, int port, CancellationToken cancellationToken)
    {
        using var handler = TargetHandler.New((_, token) => dialer.DialAsync(group, address, port, token));
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{group.Check.Protocol.ToLowerInvariant()}://{address}:{port}{group.Check.Path}");
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.ConnectionClose = true;
        using var answer = await client.SendAsync(request, cancellationToken);
        var code = (int)answer.StatusCode;
        return CodeMatcher.Matches(group.Check.Codes ?? "200", code) ? ProbeResult.Good : ProbeResult.Mismatch(code);
    }
}
