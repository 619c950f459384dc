using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Tests.Cloud.LoadBalancing;

/// <summary>A web server on loopback, to be a target.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _web;

    private Backend(WebApplication web) => _web = web;

    public int Port { get; private set; }

    /// <summary>How many connections it has had.</summary>
    public int Connections { get; private set; }

    public static async Task<Backend> StartAsync(RequestDelegate serve)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.WebHost.UseKestrelCore();
        Backend? made = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection =>
        {
            made!.Connections++;
            return next(connection);
        })));
        made = new Backend(builder.Build());
        made._web.Run(serve);
        await made._web.StartAsync(TestContext.Current.CancellationToken);
        made.Port = new Uri(made._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return made;
    }

    /// <summary>One that says its name.</summary>
    public static Task<Backend> NamedAsync(string name) => StartAsync(http => http.Response.WriteAsync(name));

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
