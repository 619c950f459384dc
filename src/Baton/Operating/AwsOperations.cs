using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Hosts;
using Baton.Hosts.Ssh;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;
using Baton.Operations.Hardening;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Watching;

namespace Baton.Operating;

/// <summary>Operations over AWS (or what the endpoint leads to) and OpenSSH: where everything is put together.</summary>
internal sealed class AwsOperations : IOperations, IAsyncDisposable
{
    private readonly Session _session;
    private readonly SshConnector _ssh;
    private readonly OperationServices _services;
    private readonly ServerOperations _operations;

    public AwsOperations(Session session)
    {
        _session = session;
        var ports = new PublicPorts(session);
        _ssh = new(new() { KnownHosts = new(session.State.KnownHosts), SocketDirectory = SshSettings.DefaultSocketDirectory, Time = session.Time });
        _services = new()
        {
            Aws = session.Aws,
            Connector = new PortMappingConnector(_ssh, ports),
            Outside = new NetworkOutside(ports, session.Time),
            Time = session.Time,
            NameServer = ports.EndpointIsLocal ? LocalNameServer.Find(session) : null,
            AwsPeriod = ports.EndpointIsLocal ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(2),
        };
        _operations = new(_services);
    }

    public Task<PreparedRun> ImageAsync(ServerOptions server, ImageRequest request, CancellationToken cancellationToken) =>
        _operations.PrepareImageAsync(server, request, cancellationToken);

    public async Task<PreparedRun> VerifyAsync(VerifyRequest request, Func<string?, ServerOptions> server, CancellationToken cancellationToken) =>
        await _operations.PrepareVerifyAsync(server(await _operations.ServerOfImageAsync(request.ImageId, cancellationToken)), request, cancellationToken);

    public Task<PreparedRun> ResizeAsync(ServerOptions server, ResizeRequest request, CancellationToken cancellationToken) =>
        _operations.PrepareResizeAsync(server, request, cancellationToken);

    public Task<PreparedRun> MigrateAsync(MigrationStage stage, ServerOptions server, MigrateRequest request, CancellationToken cancellationToken)
    {
        var migrations = new MigrationOperations(_services, _session.Journal);
        return stage switch
        {
            MigrationStage.Prepare => migrations.PrepareAsync(server, request, cancellationToken),
            MigrationStage.Sync => migrations.SyncAsync(server, cancellationToken),
            MigrationStage.Test => migrations.TestAsync(server, request, cancellationToken),
            MigrationStage.Cutover => migrations.CutoverAsync(server, request, cancellationToken),
            _ => migrations.FinishAsync(server.Name, request, cancellationToken),
        };
    }

    public Task<PreparedRun> DnsAsync(ServerOptions server, DnsRequest request, CancellationToken cancellationToken) =>
        new DnsOperations(_services, _session.Journal).PrepareAsync(server, request, cancellationToken);

    public Task<NamesStanding?> NamesAsync(ServerOptions server, CancellationToken cancellationToken) =>
        new DnsOperations(_services, _session.Journal).StandingAsync(server, cancellationToken);

    public Task<DateTimeOffset?> BackOutFromAsync(string server, CancellationToken cancellationToken) =>
        new MigrationOperations(_services, _session.Journal).BackOutFromAsync(server, cancellationToken);

    public IAsyncEnumerable<SyncLook> WatchSyncAsync(ServerOptions server, TimeSpan every, CancellationToken cancellationToken) =>
        new SyncWatch(_services, _session.Journal, _session.NewRunner(), server).WatchAsync(every, cancellationToken);

    public IAsyncEnumerable<AccessLook> WatchAccessAsync(ServerOptions server, CancellationToken cancellationToken) =>
        new AccessWatch(_services, _session.Journal, server).WatchAsync(cancellationToken);

    public Task RequireWayBackAsync(RunRecord run, CancellationToken cancellationToken) =>
        new MigrationOperations(_services, _session.Journal).RequireWayBackAsync(run, cancellationToken);

    public Task<PreparedRun> FinishAsync(RunRecord resize, CancellationToken cancellationToken) =>
        _operations.PrepareFinishAsync(_session.Journal, resize, cancellationToken);

    public Task<Plan> BuildAsync(string kind, string arguments, CancellationToken cancellationToken) => _operations.BuildAsync(kind, arguments, cancellationToken);

    public Task<HardeningReport> HardenAsync(ServerOptions server, IProgress<string> says, CancellationToken cancellationToken) =>
        new HardeningOperations(_services).LookAsync(server, says, cancellationToken);

    public Task<T> OnServerAsync<T>(ServerOptions server, Func<IHost, string?, Task<T>> look, CancellationToken cancellationToken) =>
        _operations.OnServerAsync(server, look, cancellationToken);

    public ValueTask DisposeAsync() => _ssh.DisposeAsync();
}
