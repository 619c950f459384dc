using System.Net;
using System.Net.Sockets;
using Baton.Aws.Signing;
using Baton.Cloud.Faults;
using Baton.Cloud.Json;
using Baton.Cloud.Network;
using Baton.Cloud.Places;
using Baton.Cloud.S3;
using Baton.Cloud.Server;
using Baton.Cloud.Simulated;
using Baton.Cloud.State;
using Baton.Engine.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Hosting;

/// <summary>A local cloud that runs: in a process of its own, or in the process of a test.</summary>
public sealed partial class CloudServer : IAsyncDisposable
{
    private const long LargestRequest = 4 << 20;

    // A guest that shuts down cleanly under emulation needs some of it; "down" must not seem to hang.
    private static readonly TimeSpan PowerOffDeadline = TimeSpan.FromSeconds(40);

    private readonly CloudOptions _options;
    private readonly PlaceBook _places;
    private readonly CloudParts _parts;
    private readonly ILogger _logger;
    private readonly FileStream _held;
    private readonly WebApplication _web;
    private readonly JsonActions _json = new();
    private readonly TimeProvider _time;
    private Route53.Answers.NameServer? _names;

    private CloudServer(CloudOptions options, PlaceBook places, CloudParts parts, FileStream held, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _places, _parts, _held) = (options, places, parts, held);
        _time = time;
        _logger = loggers.CreateLogger<CloudServer>();
        Actions = [.. places.Home.Actions.Names];
        bool IsRegion(string region) => Regions.All.Contains(region) || region == options.Region;
        var verifier = new SignatureVerifier(places.Accounts.SecretOf, IsRegion, time);
        var front = new HttpFront(places, verifier, time, loggers.CreateLogger<HttpFront>());
        var objects = new S3Operations(places.Objects, time);
        var s3 = new S3Front(places, objects, new(places.Accounts, IsRegion, time), time, loggers.CreateLogger<S3Front>());
        var json = new JsonFront(places, _json, verifier, time, loggers.CreateLogger<JsonFront>());
        var door = new PrivateDoor(options.SecretAccessKey, places, Actions.Concat(objects.Names).Concat(_json.All.Select(action => action.Name)).ToHashSet(), () => Status);
        Serve = http => http.Request switch
        {
            { Path: var path } when path.StartsWithSegments(PrivateDoor.Folder, StringComparison.Ordinal) => door.ServeAsync(http),
            var request when JsonFront.ServiceOf(request) is { } service => json.ServeAsync(http, service),
            var request when S3Front.IsFor(request) => s3.ServeAsync(http),
            _ => front.ServeAsync(http),
        };
        _web = Web(options, loggers, time, Serve);
    }

    /// <summary>http://127.0.0.1:4570</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>https://127.0.0.1:4571, when TLS was asked for.</summary>
    public Uri? TlsEndpoint { get; private set; }

    /// <summary>Where the name server of all hosted zones answers, UDP and TCP.</summary>
    public IPEndPoint NameServer => _names?.EndPoint ?? throw new InvalidOperationException("The cloud has not started.");

    /// <summary>The names of all actions that it answers.</summary>
    public IEnumerable<string> Actions { get; }

    /// <summary>The same, with what each of them lacks.</summary>
    internal IEnumerable<CloudAction> Registry => _places.Home.Actions.All;

    /// <summary>The same of the services that speak JSON.</summary>
    internal IEnumerable<JsonAction> JsonRegistry => _json.All;

    /// <summary>What goes wrong on purpose.</summary>
    public FaultTable Faults => _places.Faults;

    /// <summary>The names of the actions of one service ("route53").</summary>
    public IEnumerable<string> ActionsOf(string service) => _places.Home.Actions.NamesOf(service);

    public CloudStatus Status => _parts.Status() with { NameServer = NameServer.ToString(), PortOffsets = [.. _places.Network.PortOffsets.Concat(_places.All.SelectMany(place => place.Balancers.PortOffsets)).Distinct()] };

    /// <summary>The machines of a simulated cloud, which a test can make stop by themselves.</summary>
    public SimulatedMachines? Simulated => _parts.Machines as SimulatedMachines;

    /// <summary>Serves a request without a socket, as fast as a test that sends very many needs.</summary>
    internal RequestDelegate Serve { get; }

    /// <summary>What guests ask at 169.254.169.254.</summary>
    internal IMetadataService MetadataOf => _places.Metadata;

    /// <summary>What a simulated network was told.</summary>
    public SimulatedNetwork? SimulatedNetwork => _places.Network as SimulatedNetwork;

    /// <summary>
    /// Starts and answers at once: with an image to build or machines to find, that goes on behind. Throws <see cref="BatonException"/> when the port is taken, a
    /// program is missing or another cloud has the folder.
    /// </summary>
    public static async Task<CloudServer> StartAsync(CloudOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(options.StateDirectory, options.Machines == MachineKind.Qemu ? "qemu" : "simulated");
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var held = Hold(directory);
        CloudServer? server = null;
        try
        {
            var parts = options.Machines == MachineKind.Qemu ? QemuParts.Create(options, directory, time, loggers) : SimulatedParts.Create(new(), new());
            server = new CloudServer(options, new(options, directory, parts, time, loggers), parts, held, time, loggers);
            await server.OpenAsync(cancellationToken);
            return server;
        }
        catch
        {
            await (server?.DisposeAsync() ?? held.DisposeAsync());
            throw;
        }
    }

    /// <summary>Shuts every machine down. What should run is started again by the next cloud on this folder.</summary>
    public async Task PowerOffAsync(CancellationToken cancellationToken)
    {
        var running = _places.All.SelectMany(place => place.Cloud.State.Instances.All).Where(instance => instance.State is InstanceStateName.Running or InstanceStateName.Pending or InstanceStateName.Stopping);
        await Task.WhenAll(running.Select(instance => _parts.Machines.StopAsync(instance.InstanceId, PowerOffDeadline, cancellationToken)));
    }

    /// <summary>Ends the cloud. Its machines, being processes of their own, go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await (_names?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _places.DisposeAsync();
        await _held.DisposeAsync();
    }

    private static FileStream Hold(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new BatonException(CloudProblems.StateInUse(directory));
        }
    }

    private static WebApplication Web(CloudOptions options, ILoggerFactory loggers, TimeProvider time, RequestDelegate serve)
    {
        // Empty: no configuration files, no environment, nothing that decides where it listens but the option.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore();
        if (options.TlsPort is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            if (options.TlsPort is { } tlsPort)
            {
                kestrel.Listen(IPAddress.Loopback, tlsPort, listen => listen.UseHttps(TlsCertificate.Open(options.StateDirectory, time.GetUtcNow())));
            }
        });
        var web = builder.Build();
        web.Run(serve);
        return web;
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var adoption = _places.AdoptAsync(CancellationToken.None);
        if (_options.Machines == MachineKind.Simulated)
        {
            await adoption;
        }
        else
        {
            _places.Home.Lifecycle.InBackground("machines that went on running", async () =>
            {
                await adoption;
                await _parts.Prepare(CancellationToken.None);
            });
        }

        try
        {
            await _web.StartAsync(cancellationToken);
        }
        catch (IOException failure) when (failure.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new BatonException(CloudProblems.PortTaken(_options.Port), failure);
        }

        var addresses = _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        Endpoint = addresses.Find(address => address.Scheme == Uri.UriSchemeHttp)!;
        TlsEndpoint = addresses.Find(address => address.Scheme == Uri.UriSchemeHttps);
        OpenNames();
        foreach (var place in _places.All)
        {
            await place.Balancers.SettleAsync();
        }

        Listening(_logger, Endpoint, NameServer, _options.Machines);
    }

    private void OpenNames()
    {
        // The port of the API unless said otherwise, which no other cloud has.
        var port = _options.DnsPort ?? (_options.Port == 0 ? 0 : Endpoint.Port);
        try
        {
            _names = new(port, new(() => _places.All.SelectMany(place => place.Cloud.State.HostedZones.All), _places.BalancerAddress, Route53.Answers.NameServer.Address, _time), _time, _logger);
        }
        catch (SocketException failure)
        {
            throw new BatonException(CloudProblems.DnsPortTaken(port), failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The local cloud listens at {Endpoint}, its name server at {NameServer}, with {Machines} machines")]
    private static partial void Listening(ILogger logger, Uri endpoint, IPEndPoint nameServer, MachineKind machines);
}
