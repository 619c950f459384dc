using Baton.Aws.Client;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Hosting;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Tests.Cloud;

/// <summary>A local cloud with simulated machines, in this process, in a folder of its own, on a free port; and a client for it.</summary>
public sealed class SimulatedCloud : IAsyncDisposable
{
    public const string AccessKeyId = "AKIASIMULATEDCLOUD00";
    public const string SecretAccessKey = "a-secret-that-only-tests-know";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-cloud-");
    private readonly SocketsHttpHandler _handler = new();
    private CloudServer? _server;

    public CloudServer Server => _server ?? throw new InvalidOperationException("The cloud is down.");

    public AwsClient Client { get; private set; } = null!;

    public string Folder => _folder.FullName;

    public static async Task<SimulatedCloud> StartAsync(Func<CloudOptions, CloudOptions>? change = null)
    {
        var cloud = new SimulatedCloud();
        try
        {
            await cloud.UpAsync(change);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async Task UpAsync(Func<CloudOptions, CloudOptions>? change = null)
    {
        var options = new CloudOptions
        {
            StateDirectory = Path.Combine(Folder, "state"), CacheDirectory = Path.Combine(Folder, "cache"), RunDirectory = Path.Combine(Folder, "run"),
            AccessKeyId = AccessKeyId, SecretAccessKey = SecretAccessKey, Machines = MachineKind.Simulated, Port = 0,
        };
        _server = await CloudServer.StartAsync(change?.Invoke(options) ?? options, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        Client = ClientWith(SecretAccessKey);
    }

    /// <summary>Ends the server, as a crash would: nothing is written or said at the end.</summary>
    public async Task DownAsync()
    {
        await Server.DisposeAsync();
        _server = null;
    }

    public AwsClient ClientWith(string secret, int attempts = 1) => new(
        new()
        {
            Region = "us-east-1", Credentials = _ => Task.FromResult(new AwsCredentials(AccessKeyId, secret)), EndpointOf = _ => Server.Endpoint, MaxAttempts = attempts,
        },
        _handler,
        TimeProvider.System);

    /// <summary>A client in another region, of another account.</summary>
    public AwsClient ClientIn(string region, string accountId = CloudOptions.HomeAccountId)
    {
        var (id, secret) = new Accounts(CloudOptions.HomeAccountId, AccessKeyId, SecretAccessKey).KeysOf(accountId);
        return new(
            new() { Region = region, Credentials = _ => Task.FromResult(new AwsCredentials(id, secret)), EndpointOf = _ => Server.Endpoint, MaxAttempts = 1 },
            new SocketsHttpHandler(),
            TimeProvider.System);
    }

    public Task<TResponse> SendAsync<TRequest, TResponse>(IAwsRequest<TRequest, TResponse> request)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        Client.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>The error code with which a request is refused.</summary>
    public async Task<string> RefusedAsync<TRequest, TResponse>(IAwsRequest<TRequest, TResponse> request)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new() =>
        (await Assert.ThrowsAsync<AwsException>(() => SendAsync(request))).Code;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _handler.Dispose();
        _folder.Delete(recursive: true);
    }
}
