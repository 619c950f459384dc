using System.Globalization;

namespace Baton.Hosts.Disks;

/// <summary>
/// Holds writes on data file systems for the moment in which a snapshot set is asked for. A watchdog on the server is armed first; root is never frozen.
/// </summary>
public sealed class Freeze(IHost host)
{
    /// <summary>CHECKPOINT, flush, arm the watchdog, freeze. Follow it with <see cref="ThawAsync"/> whatever happens.</summary>
    public async Task<FrozenDisks> FreezeAsync(FreezeSetup setup, CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(
            new("freeze")
            {
                Arguments = new Dictionary<string, string>(setup.Postgres?.Arguments ?? new Dictionary<string, string>())
                {
                    ["folders"] = HostCalls.Lines(setup.Folders),
                    ["watchdog"] = Math.Max(1, setup.Watchdog.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture),
                },
                Timeout = TimeSpan.FromMinutes(10),
            },
            cancellationToken);
        return new() { Mounts = answers.All("frozen"), FlushedOnly = answers.All("flushed") };
    }

    /// <summary>Lets writes go on, says how long they waited, and looks whether what was only flushed has changed since. No-op when nothing is frozen.</summary>
    public async Task<ThawedDisks> ThawAsync(CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("thaw"), cancellationToken);
        return new()
        {
            Paused = TimeSpan.FromMilliseconds(answers.Number("paused_ms")),
            WatchdogFired = answers.IsYes("watchdog_fired"),
            ChangedFiles = answers.Number("changed"),
        };
    }
}
