using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Hosts.Postgres;
using Baton.Hosts.Units;
using Baton.Operations.Configuration;

namespace Baton.Operations.Migrating;

/// <summary>Finds out all that a migration must know of its source, over SSH, changing nothing.</summary>
internal sealed class SourceDiscovery(OperationServices services)
{
    // The question was on its way, too.
    private static readonly TimeSpan s_clocksAgree = TimeSpan.FromSeconds(30);

    /// <summary>Everything that can be found out; what cannot is among the problems, and the model is then null.</summary>
    public async Task<(SourceModel? Model, IReadOnlyList<Problem> Problems)> DiscoverAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        async Task<T?> TryAsync<T>(Func<Task<T>> ask)
            where T : class
        {
            try
            {
                return await ask();
            }
            catch (BatonException error)
            {
                // Told to the operator with all the others: one at a time would cost a run each.
                problems.AddRange(error.Problems);
                return null;
            }
        }

        var host = await TryAsync(() => services.Connector.ConnectAsync(SourceModel.AddressOf(options), TimeSpan.FromSeconds(15), cancellationToken));
        if (host is null)
        {
            return (null, problems);
        }

        var facts = await TryAsync(() => new Facts(host).ReadAsync(cancellationToken));
        var postgres = options.Postgres is { } wanted ? await TryAsync(() => new PostgresDiscovery(host).ReadAsync(wanted.Cluster, cancellationToken)) : null;
        var units = await TryAsync(() => new Services(host).ReadAsync([.. options.Services.Select(service => service.Unit), .. options.Fenced], cancellationToken));
        if (facts is null || units is null || problems is not [])
        {
            return (null, problems);
        }

        var off = facts.Clock - services.Time.GetUtcNow();
        return off.Duration() > s_clocksAgree
            ? (null, [HostProblems.ClockWrong(host.Name, off)])
            : (new SourceModel { Options = options, Host = facts, Postgres = postgres, Units = units }, []);
    }
}
