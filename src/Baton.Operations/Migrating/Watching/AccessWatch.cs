using System.Runtime.CompilerServices;
using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Hosts.Web;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Watching;

/// <summary>
/// The access logs of both servers of a migration, together: who arrives on the new one, and who still comes to the old one, which forwards them. Changes nothing,
/// holds nothing, and goes on after lost connections and reboots.
/// </summary>
public sealed class AccessWatch(OperationServices services, RunJournal journal, ServerOptions server)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly Dictionary<AccessSide, IReadOnlyList<LogPlace>> _read = [];

    /// <summary>A look at each side in turn, for as long as it is asked for.</summary>
    public async IAsyncEnumerable<AccessLook> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (scope, sides) = await SidesAsync(cancellationToken);
        while (true)
        {
            foreach (var look in await Task.WhenAll(sides.Select(side => LookAsync(scope, side.Key, side.Value, cancellationToken))))
            {
                if (look.Read is { } read)
                {
                    _read[look.Look.Side] = read.Places;
                }

                yield return look.Look;
            }

            await Task.Delay(services.ServerPeriod * 4, services.Time, cancellationToken);
        }
    }

    private async Task<(PlanScope Scope, IReadOnlyDictionary<AccessSide, string> Sides)> SidesAsync(CancellationToken cancellationToken)
    {
        if (server.Source is null)
        {
            throw new BatonException(MigrationProblems.NoSource(server.Name));
        }

        // After the end of a migration the old server still forwards for some days, and the journal has closed it.
        var newId = new MigrationLog(journal, server.Name).Prepared is null
            ? await new ServerDiscovery(services).MeetAsync(server, cancellationToken)
            : new MigrationLog(journal, server.Name).Require("watch").InstanceId;
        var old = SourceModel.AddressOf(server);
        return (new(services, server.Name, server.Ssh, old), new Dictionary<AccessSide, string> { [AccessSide.Old] = old.InstanceId, [AccessSide.New] = newId });
    }

    private async Task<(AccessLook Look, AccessRead? Read)> LookAsync(PlanScope scope, AccessSide side, string machineId, CancellationToken cancellationToken)
    {
        var at = services.Time.GetUtcNow();
        try
        {
            var host = await scope.Connections.ConnectAsync(machineId, s_patience, cancellationToken);
            var read = await new AccessLogs(host).ReadAsync(_read.GetValueOrDefault(side), cancellationToken);
            return (new(side, at) { Hits = read.Hits, SkippedBytes = read.SkippedBytes }, read);
        }
        catch (BatonException error)
        {
            // Whoever watches is told; it is dialled anew, and what was logged meanwhile is not lost.
            await scope.Connections.DropAsync(machineId);
            return (new(side, at) { Problem = error.Problems[0] }, null);
        }
    }
}
