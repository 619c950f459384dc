using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Hosts.Ssh;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;

namespace Baton.Operating;

/// <summary>The operations over AWS (or what stands in for it) and OpenSSH.</summary>
internal sealed class AwsOperations : IOperations, IDisposable
{
    private readonly Session _session;
    private readonly NetworkOutside _outside;
    private readonly SshConnector _connector;
    private readonly ServerOperations _operations;

    public AwsOperations(Session session)
    {
        _session = session;
        _outside = new(new SocketsHttpHandler(), session.Aws.EndpointOf("ec2"), session.Time);
        _connector = new(new()
        {
            KnownHosts = new(session.State.KnownHosts),
            SocketDirectory = SshSettings.DefaultSocketDirectory,
            Time = session.Time,
        });
        var local = session.Aws.EndpointOf("ec2").IsLoopback;
        _operations = new(new()
        {
            Aws = session.Aws,
            Connector = _connector,
            Outside = _outside,
            Time = session.Time,

            // AWS throttles those who ask often; a cloud on this machine does not mind.
            AwsPeriod = local ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(2),
        });
    }

    public async Task<PreparedRun> ImageAsync(ServerOptions server, string? name, CancellationToken cancellationToken) =>
        Prepared(await _operations.PrepareImageAsync(server, new() { Name = name }, cancellationToken));

    public async Task<PreparedRun> VerifyAsync(string imageId, Func<string, ServerOptions> server, string? instanceType, CancellationToken cancellationToken)
    {
        var name = await _operations.ServerOfImageAsync(imageId, cancellationToken);
        return Prepared(await _operations.PrepareVerifyAsync(server(name), new(imageId) { InstanceType = instanceType }, cancellationToken));
    }

    public async Task<PreparedRun> ResizeAsync(ServerOptions server, SizeWish size, CancellationToken cancellationToken)
    {
        var wish = new ResizeRequest { InstanceType = size.InstanceType, MemoryMiB = size.MemoryMiB, Cpus = size.Cpus };
        var prepared = await _operations.PrepareResizeAsync(server, wish, cancellationToken);
        foreach (var note in prepared.Notes)
        {
            _session.Terminal.Talk.WriteLine(note);
        }

        return Prepared(prepared);
    }

    public async Task<PreparedRun> FinishAsync(RunRecord resize, CancellationToken cancellationToken) =>
        Prepared(await _operations.PrepareFinishAsync(_session.Journal, resize, cancellationToken));

    public Task<Plan> BuildAsync(string kind, string arguments, CancellationToken cancellationToken) => _operations.BuildAsync(kind, arguments, cancellationToken);

    public void Dispose()
    {
        // The connections end with their masters' sockets; waiting for that is bounded inside.
        _connector.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _outside.Dispose();
    }

    private static PreparedRun Prepared(Baton.Operations.PreparedRun prepared) => new(prepared.Plan.Kind, prepared.Arguments);
}
