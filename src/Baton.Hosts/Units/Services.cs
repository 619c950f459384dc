using System.Globalization;

namespace Baton.Hosts.Units;

/// <summary>Starts and stops units, all those named in one go. Safe to repeat.</summary>
public sealed class Services(IHost host)
{
    public async Task<IReadOnlyList<UnitState>> ReadAsync(IReadOnlyList<string> units, CancellationToken cancellationToken) =>
        units is [] ? [] : Read(await host.AskAsync(Script("units-read", units, TimeSpan.FromMinutes(1)), cancellationToken));

    /// <summary>Starts the units and waits until they are active. One that does not come up, or that the guard holds, is a problem.</summary>
    public async Task<IReadOnlyList<UnitState>> StartAsync(IReadOnlyList<string> units, TimeSpan patience, CancellationToken cancellationToken) =>
        units is [] ? [] : Read(await host.AskAsync(Script("units-start", units, patience), cancellationToken));

    /// <summary>Asks the units to stop and waits: requests in flight end as the service sees to it.</summary>
    public async Task<IReadOnlyList<UnitState>> StopAsync(IReadOnlyList<string> units, TimeSpan patience, CancellationToken cancellationToken) =>
        units is [] ? [] : Read(await host.AskAsync(Script("units-stop", units, patience), cancellationToken));

    /// <summary>Lets them start at boot. Starts nothing now.</summary>
    public Task EnableAsync(IReadOnlyList<string> units, CancellationToken cancellationToken) =>
        units is [] ? Task.CompletedTask : host.AskAsync(Script("units-enable", units, TimeSpan.FromMinutes(1)), cancellationToken);

    /// <summary>Keeps them from starting at boot. Stops nothing.</summary>
    public Task DisableAsync(IReadOnlyList<string> units, CancellationToken cancellationToken) =>
        units is [] ? Task.CompletedTask : host.AskAsync(Script("units-disable", units, TimeSpan.FromMinutes(1)), cancellationToken);

    private static HostScript Script(string name, IReadOnlyList<string> units, TimeSpan patience) => new(name)
    {
        Arguments = new Dictionary<string, string>
        {
            ["units"] = HostCalls.Lines(units),
            ["patience"] = ((int)Math.Ceiling(patience.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
        },
        Timeout = patience + TimeSpan.FromSeconds(15),
    };

    private static IReadOnlyList<UnitState> Read(Answers answers) => [.. answers.Rows("unit").Select(row => new UnitState(row[0], row[1], row[2]))];
}
