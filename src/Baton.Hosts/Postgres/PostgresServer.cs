using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>A cluster on a host: what Baton does to it. Everything is safe to repeat.</summary>
public sealed class PostgresServer(IHost host, PostgresLayout layout)
{
    /// <summary>Baton's role for replication. Its password is made on the server, and is known to the server and its clones only.</summary>
    public const string Role = "baton_replication";

    /// <summary>Where its password is, on the server.</summary>
    public const string PasswordFile = "/etc/baton/replication.pgpass";

    public PostgresLayout Layout { get; } = layout;

    /// <summary>Makes the cluster ready to be followed: role, pg_hba line, physical slot (which keeps the log from this moment).</summary>
    public async Task<WalPosition> CreateSlotAsync(string slot, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-slot-create", new() { ["slot"] = slot }, TimeSpan.FromMinutes(1), cancellationToken);
        return WalPosition.Parse(answers.Text("restart_lsn"));
    }

    /// <summary>Null when the slot is not there.</summary>
    public async Task<WalPosition?> FindSlotAsync(string slot, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-slot-find", new() { ["slot"] = slot }, TimeSpan.FromMinutes(1), cancellationToken);
        return answers.Find("restart_lsn") is { } position ? WalPosition.Parse(position) : null;
    }

    /// <summary>Drops the slot, and with <paramref name="andRole"/> the role, its password and its pg_hba line. On a standby only what a standby can drop.</summary>
    public Task DropSlotAsync(string slot, bool andRole, CancellationToken cancellationToken) =>
        AskAsync("postgres-slot-drop", new() { ["slot"] = slot, ["and_role"] = andRole ? "yes" : "" }, TimeSpan.FromMinutes(1), cancellationToken);

    public async Task<ReplicationState> ReadReplicationAsync(string slot, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-replication", new() { ["slot"] = slot }, TimeSpan.FromMinutes(1), cancellationToken);
        var lag = answers.Find("lag_bytes");
        return new()
        {
            Position = WalPosition.Parse(answers.Text("position")),
            State = answers.Find("state"),
            LagBytes = lag is null ? 0 : long.Parse(lag, CultureInfo.InvariantCulture),
            Lag = answers.Find("lag_ms") is { } ms ? TimeSpan.FromMilliseconds(double.Parse(ms, CultureInfo.InvariantCulture)) : null,

            // Without the slot there is nobody to keep it for.
            WalStatus = lag is null ? "lost" : answers.Find("wal_status") ?? "reserved",
            WalFreeBytes = answers.Number("wal_free_bytes"),
        };
    }

    /// <summary>Configures the stopped cluster as a standby and starts it. Returns when it accepts readers.</summary>
    public Task FollowAsync(FollowSetup setup, CancellationToken cancellationToken) =>
        AskAsync(
            "postgres-follow",
            new()
            {
                ["primary_port"] = setup.PrimaryPort.ToString(CultureInfo.InvariantCulture),
                ["slot"] = setup.Slot,
                ["fresh_clone"] = setup.FreshClone ? "yes" : "",
                ["role"] = Role,
            },
            TimeSpan.FromMinutes(10),
            cancellationToken);

    public async Task<StandbyState> ReadStandbyAsync(CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-standby", new(), TimeSpan.FromMinutes(1), cancellationToken);
        return new()
        {
            IsRunning = answers.IsYes("running"),
            InRecovery = answers.IsYes("in_recovery"),
            IsReceiving = answers.IsYes("receiving"),
            Received = Position(answers, "received"),
            Replayed = Position(answers, "replayed"),
        };
    }

    /// <summary>Shuts down cleanly (fast: sessions are ended, the log is streamed out) and reads from pg_control where the log ends.</summary>
    public async Task<CleanStop> StopAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-stop", new() { ["patience"] = Seconds(patience) }, patience + TimeSpan.FromSeconds(15), cancellationToken);
        return new(answers.Text("position"), (int)answers.Number("timeline"));
    }

    /// <summary>Starts it as what its data directory says. Returns when it accepts connections.</summary>
    public Task StartAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        AskAsync("postgres-start", new() { ["patience"] = Seconds(patience) }, patience + TimeSpan.FromSeconds(15), cancellationToken);

    /// <summary>Waits until the standby has applied the record at <paramref name="stop"/>, its primary's last; not having it in time is a problem.</summary>
    public Task ProveArrivedAsync(CleanStop stop, TimeSpan patience, CancellationToken cancellationToken) =>
        AskAsync("postgres-arrived", new() { ["position"] = stop.Position, ["patience"] = Seconds(patience) }, patience + TimeSpan.FromSeconds(15), cancellationToken);

    /// <summary>
    /// Proves that everything arrived (as <see cref="ProveArrivedAsync"/>), then promotes, then creates <paramref name="backSlot"/>, so that the old primary can follow
    /// from the very first record. One round trip. Null for <paramref name="stop"/>: promotes what is there, without proof.
    /// </summary>
    public async Task<Promotion> PromoteAsync(CleanStop? stop, string? backSlot, TimeSpan patience, CancellationToken cancellationToken)
    {
        var answers = await AskAsync(
            "postgres-promote",
            new() { ["position"] = stop?.Position ?? "", ["timeline"] = (stop?.Timeline ?? 0).ToString(CultureInfo.InvariantCulture), ["back_slot"] = backSlot ?? "", ["patience"] = Seconds(patience) },
            patience + TimeSpan.FromSeconds(15),
            cancellationToken);
        return new(answers.Text("replayed"), (int)answers.Number("timeline"));
    }

    /// <summary>
    /// Forgets that the stopped cluster ever was to follow: the next start is as a primary. Only for one that never applied another server's log, or was promoted.
    /// </summary>
    public Task ForgetFollowingAsync(CancellationToken cancellationToken) =>
        AskAsync("postgres-forget-following", new(), TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>Lets the other machine's link in for replication, on a cluster that runs, also as a standby.</summary>
    public Task AdmitReplicationAsync(CancellationToken cancellationToken) => AskAsync("postgres-admit", new(), TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>Removes from the files of the stopped cluster what Baton put there for replication.</summary>
    public Task ForgetReplicationFilesAsync(CancellationToken cancellationToken) => AskAsync("postgres-forget-replication", new(), TimeSpan.FromMinutes(1), cancellationToken);

    public Task CheckpointAsync(CancellationToken cancellationToken) => AskAsync("postgres-checkpoint", new(), TimeSpan.FromMinutes(10), cancellationToken);

    /// <summary>A row that only this run can have written (schema baton, database postgres): proof that a copy is as new as it claims.</summary>
    public async Task<DateTimeOffset> PutWitnessAsync(string runId, CancellationToken cancellationToken) =>
        Witness(await AskAsync("postgres-witness-put", new() { ["run"] = runId }, TimeSpan.FromMinutes(1), cancellationToken))!.Value;

    /// <summary>Null when the row is not there.</summary>
    public async Task<DateTimeOffset?> FindWitnessAsync(string runId, CancellationToken cancellationToken) =>
        Witness(await AskAsync("postgres-witness-find", new() { ["run"] = runId }, TimeSpan.FromMinutes(1), cancellationToken));

    /// <summary>Removes the run's row, and the schema with the last one.</summary>
    public Task RemoveWitnessAsync(string runId, CancellationToken cancellationToken) =>
        AskAsync("postgres-witness-remove", new() { ["run"] = runId }, TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>Reads all of the databases (empty: all that there are), with amcheck where it is installed. For a copy: it may add the extension.</summary>
    public async Task<DataCheck> CheckDataAsync(IReadOnlyList<string> databases, TimeSpan patience, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-check", new() { ["databases"] = HostCalls.Lines(databases) }, patience, cancellationToken);
        return new(answers.Text("method"), answers.Number("tables"), answers.Number("rows")) { Errors = answers.All("error") };
    }

    /// <summary>Reads all rows of the databases (empty: all that there are), for a comparison with another server's.</summary>
    public async Task<DataFingerprint> FingerprintAsync(IReadOnlyList<string> databases, TimeSpan patience, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("postgres-fingerprint", new() { ["databases"] = HostCalls.Lines(databases) }, patience, cancellationToken);
        return new()
        {
            Tables = [.. answers.Rows("table").Select(row => new TableFingerprint($"{row[0]}: {row[1]}", long.Parse(row[2], CultureInfo.InvariantCulture), row[3]))],
            Sequences = [.. answers.Rows("sequence").Select(row => new SequenceFingerprint($"{row[0]}: {row[1]}", row[2], decimal.Parse(row[3], CultureInfo.InvariantCulture)))],
        };
    }

    private Task<Answers> AskAsync(string script, Dictionary<string, string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in Layout.Arguments)
        {
            arguments[name] = value;
        }

        return host.AskAsync(new(script) { Arguments = arguments, Timeout = timeout }, cancellationToken);
    }

    private static WalPosition? Position(Answers answers, string key) => answers.Find(key) is { } text ? WalPosition.Parse(text) : null;

    private static DateTimeOffset? Witness(Answers answers) =>
        answers.Find("written_ms") is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture)) : null;

    private static string Seconds(TimeSpan value) => Math.Ceiling(value.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
