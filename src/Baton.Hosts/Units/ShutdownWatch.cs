using Baton.Hosts.Postgres;

namespace Baton.Hosts.Units;

/// <summary>Proves that a machine went down cleanly: systemd itself writes down how each unit ended, and pg_control says how PostgreSQL did.</summary>
public sealed class ShutdownWatch(IHost host, string runId)
{
    // How systemd calls an end that was not the unit's own.
    private static readonly HashSet<string> s_killed = ["timeout", "signal", "core-dump", "watchdog", "oom-kill"];

    public Task ArmAsync(IReadOnlyList<string> units, PostgresLayout? postgres, CancellationToken cancellationToken)
    {
        var arguments = postgres?.Arguments ?? new Dictionary<string, string> { ["pg_data"] = "", ["pg_bin"] = "" };
        var watched = postgres?.Unit is { } unit ? units.Append(unit).Distinct() : units;
        return host.AskAsync(Script("shutdown-watch", new(arguments) { ["units"] = HostCalls.Lines(watched) }), cancellationToken);
    }

    public async Task<ShutdownRecord> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(Script("shutdown-read", []), cancellationToken);
        var unclean = answers.Rows("ended").Where(row => s_killed.Contains(row[1])).Select(row => $"{row[0]} did not end by itself ({row[1]})").ToList();
        if (!answers.IsYes("written"))
        {
            unclean.Add("the machine went down before its services had ended");
        }

        if (answers.Find("postgres") is { } state && state is not ("shut down" or "shut down in recovery"))
        {
            unclean.Add($"PostgreSQL was '{state}'");
        }

        return new() { Restarted = answers.IsYes("restarted"), Unclean = unclean };
    }

    public Task ForgetAsync(CancellationToken cancellationToken) => host.AskAsync(Script("shutdown-forget", []), cancellationToken);

    private HostScript Script(string name, Dictionary<string, string> arguments) => new(name) { Arguments = new Dictionary<string, string>(arguments) { ["run"] = runId } };
}
