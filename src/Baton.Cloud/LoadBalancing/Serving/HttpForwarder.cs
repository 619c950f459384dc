using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Cloud.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>Hands requests of one listener on to targets and their answers back, over connections that are kept.</summary>
internal sealed class HttpForwarder : IDisposable
{
    private const int PieceLength = 64 * 1024;
    private static readonly HttpRequestOptionsKey<TargetGroupRecord> s_group = new("group");

    private readonly Switchboard _board;
    private readonly HttpMessageInvoker _client;

    public HttpForwarder(Switchboard board)
    {
        _board = board;
        var handler = TargetHandler.New((_, _) => throw new InvalidOperationException("No connection without a request."));
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            context.InitialRequestMessage.Options.TryGetValue(s_group, out var group);
            return new NetworkStream(await board.DialAsync(group!, context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true);
        };
        _client = new(handler);
    }

    public async Task ForwardAsync(HttpContext http, ChosenTarget chosen, BalancerRecord balancer, ListenerRecord listener)
    {
        var limit = TimeSpan.FromSeconds(int.Parse(balancer.Attribute("idle_timeout.timeout_seconds"), CultureInfo.InvariantCulture));
        using var idle = new CancellationTokenSource(limit, _board.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, http.RequestAborted, chosen.Live.Removed);
        try
        {
            using var request = Request(http, chosen, () => idle.CancelAfter(limit));
            foreach (var (name, values) in ForwardedHeaders.Of(http, balancer, listener, _board.Time.GetUtcNow()))
            {
                Add(request, name, values);
            }

            using var answer = await _client.SendAsync(request, any.Token);
            await AnswerAsync(http, answer, () => idle.CancelAfter(limit), any.Token);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to be told.
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException)
        {
            // The target did not answer in time, or not even take the connection.
            await BalancerAnswers.WriteErrorAsync(http, HttpStatusCode.GatewayTimeout);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            await BalancerAnswers.WriteErrorAsync(http, HttpStatusCode.BadGateway);
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(HttpContext http, ChosenTarget chosen, Action moved)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.StartsWith('/') ? target : http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
        var place = string.Create(CultureInfo.InvariantCulture, $"{chosen.Group.Protocol.ToLowerInvariant()}://{chosen.Address}:{chosen.Target.Port}");
        // As the client wrote it: what its escapes mean is the target's business.
        var request = new HttpRequestMessage(new(http.Request.Method), new Uri(place + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Options.Set(s_group, chosen.Group);
        request.Headers.Host = http.Request.Host.Value;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true || http.Request.ContentLength is not null)
        {
            request.Content = new RequestBody(http.Request, moved);
        }

        if (http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true)
        {
            request.Headers.Connection.Add("Upgrade");
            Add(request, "Upgrade", http.Request.Headers.Upgrade);
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, string name, IEnumerable<string?> values)
    {
        if (!request.Headers.TryAddWithoutValidation(name, values))
        {
            request.Content?.Headers.TryAddWithoutValidation(name, values);
        }
    }

    private static async Task AnswerAsync(HttpContext http, HttpResponseMessage answer, Action moved, CancellationToken cancellationToken)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = answer.ReasonPhrase;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Where(header => ForwardedHeaders.Travels(header.Key)))
        {
            // Appended, as a cookie of the load balancer's may be there already.
            http.Response.Headers.Append(name, values.ToArray());
        }

        moved();
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            await UpgradeAsync(http, answer, cancellationToken);
            return;
        }

        using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var piece = new byte[PieceLength];
        while (await body.ReadAsync(piece, cancellationToken) is var length and > 0)
        {
            await http.Response.Body.WriteAsync(piece.AsMemory(0, length), cancellationToken);
            moved();
        }
    }

    /// <summary>A WebSocket, or whatever both have agreed on: bytes in both directions until one of them hangs up.</summary>
    private static async Task UpgradeAsync(HttpContext http, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers.Upgrade = answer.Headers.Upgrade.ToString();
        using var target = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var client = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        // Silence is no reason to end it here: the timeout was for the answer.
        using var both = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var pumps = new[] { target.CopyToAsync(client, both.Token), client.CopyToAsync(target, both.Token) };
        await Task.WhenAny(pumps);
        await both.CancelAsync();
        await Task.WhenAll(pumps).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
