using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Hosting;
using Baton.Cloud.Network.PublicAddresses;
using Baton.Cloud.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>A listener of an application load balancer: each request goes where the first rule that fits says.</summary>
internal sealed class HttpListener : IOpenListener
{
    private readonly WebApplication _web;
    private readonly HttpForwarder _forwarder;
    private readonly Switchboard _board;
    private readonly string _arn;

    private HttpListener(Socket socket, ListenerRecord listener, Switchboard board)
    {
        (_board, _arn) = (board, listener.Arn);
        Ports = (listener.Port, ((IPEndPoint)socket.LocalEndPoint!).Port);
        _forwarder = new(board);
        _web = Web(socket, listener, board);
        _web.Run(ServeAsync);
    }

    public (int Port, int ListensOn) Ports { get; }

    /// <summary>Null when the port cannot be had.</summary>
    public static async Task<HttpListener?> TryOpenAsync(IPAddress address, ListenerRecord listener, Switchboard board, ILogger logger, CancellationToken cancellationToken)
    {
        if (PublicListener.TryBind(address, listener.Port, logger) is not { } socket)
        {
            return null;
        }

        var open = new HttpListener(socket, listener, board);
        await open._web.StartAsync(cancellationToken);
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _forwarder.Dispose();
    }

    private static WebApplication Web(Socket socket, ListenerRecord listener, Switchboard board)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        // Requests of strangers are no matter for the cloud's log.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket);
        if (listener.Protocol == "HTTPS")
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen((IPEndPoint)socket.LocalEndPoint!, listen => Secure(listen, listener, board));
        });
        return builder.Build();
    }

    private static void Secure(ListenOptions listen, ListenerRecord listener, Switchboard board)
    {
        listen.Use(next => connection => connection.RemoteEndPoint is IPEndPoint client && board.Listener(listener.Arn) is { } now && board.Admits(now, client.Address) ? next(connection) : Task.CompletedTask);
        if (listener.Protocol == "HTTPS")
        {
            listen.UseHttps(TlsCertificate.Open(board.Options.StateDirectory, board.Time.GetUtcNow()));
        }
    }

    private async Task ServeAsync(HttpContext http)
    {
        if (_board.Listener(_arn) is not { } listener || _board.BalancerOf(listener) is not { } balancer)
        {
            await BalancerAnswers.WriteErrorAsync(http, HttpStatusCode.ServiceUnavailable);
            return;
        }

        // A rule has one action that ends it; there are no others here.
        var action = RuleMatcher.Of(listener, http.Request).Actions[^1];
        await (action switch
        {
            { Redirect: { } redirect } => BalancerAnswers.RedirectAsync(http, redirect, listener),
            { Fixed: { } answer } => BalancerAnswers.WriteAsync(http, answer),
            _ => ForwardAsync(http, balancer, listener, action),
        });
    }

    private async Task ForwardAsync(HttpContext http, BalancerRecord balancer, ListenerRecord listener, RuleAction action)
    {
        var stickiness = new Stickiness(http);
        if (_board.Choose(action, stickiness) is not { } chosen)
        {
            await BalancerAnswers.WriteErrorAsync(http, HttpStatusCode.ServiceUnavailable);
            return;
        }

        chosen.Live.Begin();
        try
        {
            stickiness.Remember(chosen);
            await _forwarder.ForwardAsync(http, chosen, balancer, listener);
        }
        finally
        {
            chosen.Live.End();
        }
    }
}
