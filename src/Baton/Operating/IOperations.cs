using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Hosts;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Operations.Hardening;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Watching;

namespace Baton.Operating;

/// <summary>
/// Looks into operations before they begin: everything that stands against one is thrown at once, and nothing is changed. Two kinds: the real one over
/// AWS and SSH, and that of the program's tests.
/// </summary>
internal interface IOperations : IPlanFactory
{
    Task<PreparedRun> ImageAsync(ServerOptions server, ImageRequest request, CancellationToken cancellationToken);

    /// <param name="server">Finds a server of baton.yaml by the name on the image's tags.</param>
    Task<PreparedRun> VerifyAsync(VerifyRequest request, Func<string?, ServerOptions> server, CancellationToken cancellationToken);

    Task<PreparedRun> ResizeAsync(ServerOptions server, ResizeRequest request, CancellationToken cancellationToken);

    Task<PreparedRun> MigrateAsync(MigrationStage stage, ServerOptions server, MigrateRequest request, CancellationToken cancellationToken);

    Task<PreparedRun> DnsAsync(ServerOptions server, DnsRequest request, CancellationToken cancellationToken);

    /// <summary>Where the names of a server lead just now; null when baton.yaml names none.</summary>
    Task<NamesStanding?> NamesAsync(ServerOptions server, CancellationToken cancellationToken);

    /// <inheritdoc cref="MigrationOperations.BackOutFromAsync"/>
    Task<DateTimeOffset?> BackOutFromAsync(string server, CancellationToken cancellationToken);

    /// <inheritdoc cref="SyncWatch"/>
    IAsyncEnumerable<SyncLook> WatchSyncAsync(ServerOptions server, TimeSpan every, CancellationToken cancellationToken);

    /// <inheritdoc cref="AccessWatch"/>
    IAsyncEnumerable<AccessLook> WatchAccessAsync(ServerOptions server, CancellationToken cancellationToken);

    /// <inheritdoc cref="MigrationOperations.RequireWayBackAsync"/>
    Task RequireWayBackAsync(RunRecord run, CancellationToken cancellationToken);

    Task<PreparedRun> FinishAsync(RunRecord resize, CancellationToken cancellationToken);

    /// <summary>Looks what is still worse on a server than it could be.</summary>
    Task<HardeningReport> HardenAsync(ServerOptions server, IProgress<string> says, CancellationToken cancellationToken);

    /// <summary>Connects to a server of baton.yaml, for one that only looks; gives its instance id along.</summary>
    Task<T> OnServerAsync<T>(ServerOptions server, Func<IHost, string?, Task<T>> look, CancellationToken cancellationToken);
}
