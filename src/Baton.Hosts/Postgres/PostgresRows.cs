using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>
/// A cluster whose rows go over to another one, or come from it: by publication and subscription, or by a dump. Between two clusters of their own, which may be of
/// different versions. Everything is safe to repeat.
/// </summary>
public sealed class PostgresRows(IHost host, PostgresLayout layout)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Long = TimeSpan.FromHours(12);

    /// <summary>Lets the other machine in, to read everything.</summary>
    public Task AdmitAsync(CancellationToken cancellationToken) => AskAsync("bring-admit", [], Short, cancellationToken);

    /// <summary>Lets the other machine in and publishes all tables.</summary>
    public Task PublishAsync(string runId, CancellationToken cancellationToken) => AskAsync("bring-publish", new() { ["run"] = runId }, Short, cancellationToken);

    /// <summary>Drops publications and slots, and with <paramref name="andRole"/> all that let the other machine in.</summary>
    public Task UnpublishAsync(string slot, bool andRole, CancellationToken cancellationToken) =>
        AskAsync("bring-unpublish", new() { ["slot"] = slot, ["and_role"] = andRole ? "yes" : "" }, Short, cancellationToken);

    /// <summary>Makes the cluster anew, with the other one's roles and schema, and subscribes to its rows.</summary>
    public async Task<SeededCluster> SeedAsync(string slot, OtherCluster other, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("bring-seed", Of(other, new() { ["slot"] = slot }), TimeSpan.FromHours(1), cancellationToken);
        return new(answers.Text("digest"), (int)answers.Number("databases"));
    }

    public async Task<SubscriptionState> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await AskAsync("bring-read", [], Short, cancellationToken);
        if (!answers.IsYes("running"))
        {
            return new() { IsRunning = false };
        }

        var errors = answers.Number("errors");
        return new()
        {
            IsRunning = true,
            Subscriptions = (int)answers.Number("subscriptions"),
            Connected = (int)answers.Number("connected"),
            Tables = (int)answers.Number("tables"),
            TablesCopied = (int)answers.Number("ready"),
            Bytes = answers.Number("bytes"),
            Errors = errors < 0 ? null : errors,
        };
    }

    /// <summary>Statistics and materialized views, which replication does not carry.</summary>
    /// <param name="hurry">A switch is near: what comes from now on is confirmed at once.</param>
    public Task SettleAsync(int otherPort, bool hurry, CancellationToken cancellationToken) =>
        AskAsync("bring-settle", new() { ["other_port"] = Number(otherPort), ["hurry"] = hurry ? "yes" : "" }, Long, cancellationToken);

    /// <summary>The other cluster's schema as a checksum, the same as long as a dump of it says the same.</summary>
    public async Task<string> ReadDigestAsync(int otherPort, CancellationToken cancellationToken) =>
        (await AskAsync("bring-digest", new() { ["other_port"] = Number(otherPort) }, TimeSpan.FromMinutes(10), cancellationToken)).Text("digest");

    /// <summary>This cluster's schema as a stamp that is quick to read: another one after every change, also after one that was taken back.</summary>
    public async Task<string> ReadStampAsync(CancellationToken cancellationToken) => (await AskAsync("bring-stamp", [], Short, cancellationToken)).Text("stamp");

    /// <summary>Sends everybody out and lets nobody in but Baton. The answer is where the log ends.</summary>
    public async Task<CleanStop> FenceAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("bring-fence", new() { ["patience"] = Seconds(patience) }, patience + TimeSpan.FromSeconds(15), cancellationToken);
        return new(answers.Text("position"), (int)answers.Number("timeline"));
    }

    public Task UnfenceAsync(CancellationToken cancellationToken) => AskAsync("bring-unfence", [], Short, cancellationToken);

    /// <summary>Proves that all rows have come, sets the sequences, publishes for the way back and lets everybody write.</summary>
    public async Task<Promotion> TakeOverAsync(TakeOver setup, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>
        {
            ["position"] = setup.Position ?? "",
            ["slot"] = setup.Slot,
            ["back_slot"] = setup.BackSlot,
            ["other_port"] = Number(setup.OtherPort),
            ["patience"] = Seconds(setup.Patience),
        };
        var answers = await AskAsync("bring-take-over", arguments, setup.Patience + TimeSpan.FromSeconds(15), cancellationToken);
        return new(answers.Text("replayed"), (int)answers.Number("timeline"));
    }

    /// <summary>Subscribes to what is written on the other cluster from now on, with the rows that are here.</summary>
    public Task FollowAsync(string slot, int otherPort, CancellationToken cancellationToken) =>
        AskAsync("bring-follow", new() { ["slot"] = slot, ["other_port"] = Number(otherPort) }, Short, cancellationToken);

    public Task UnfollowAsync(CancellationToken cancellationToken) => AskAsync("bring-unfollow", [], Short, cancellationToken);

    /// <summary>Whether the other cluster's subscriptions carry all that was written here since.</summary>
    public async Task<WayBack> LookBackAsync(string slot, int otherPort, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("bring-back-look", new() { ["slot"] = slot, ["other_port"] = Number(otherPort) }, TimeSpan.FromMinutes(10), cancellationToken);
        return new(answers.Text("way") is "dump", answers.Find("why"));
    }

    /// <summary>Proves that the other cluster has applied everything up to the position, and sets its sequences.</summary>
    public Task ComeBackAsync(CleanStop last, string slot, int otherPort, TimeSpan patience, CancellationToken cancellationToken) => AskAsync(
        "bring-come-back",
        new() { ["position"] = last.Position, ["slot"] = slot, ["other_port"] = Number(otherPort), ["patience"] = Seconds(patience) },
        patience + TimeSpan.FromMinutes(1),
        cancellationToken);

    /// <summary>Makes the cluster anew with all that the other one has. <paramref name="prove"/> counts the rows of both afterwards, which must stand still for it.</summary>
    public async Task<DumpedCluster> DumpAsync(OtherCluster other, int jobs, bool prove, CancellationToken cancellationToken)
    {
        var answers = await AskAsync("bring-dump", Of(other, new() { ["jobs"] = Number(jobs), ["prove"] = prove ? "yes" : "" }), Long, cancellationToken);
        return new(
            TimeSpan.FromMilliseconds(answers.Number("ms")),
            answers.Number("bytes"),
            prove ? answers.Number("tables") : 0,
            prove ? answers.Number("rows") : 0);
    }

    /// <summary>Makes the other cluster's databases anew with all that this one has; what it had is kept until that is proved.</summary>
    public Task DumpBackAsync(string slot, int otherPort, int jobs, CancellationToken cancellationToken) =>
        AskAsync("bring-dump-back", new() { ["slot"] = slot, ["other_port"] = Number(otherPort), ["jobs"] = Number(jobs) }, Long, cancellationToken);

    private static Dictionary<string, string> Of(OtherCluster other, Dictionary<string, string> arguments)
    {
        arguments["other_port"] = Number(other.Port);
        arguments["other_version"] = Number(other.Version);
        arguments["tablespaces"] = HostCalls.Lines(other.Tablespaces);
        return arguments;
    }

    private Task<Answers> AskAsync(string script, Dictionary<string, string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in layout.Arguments)
        {
            arguments[name] = value;
        }

        return host.AskAsync(new(script) { Arguments = arguments, Timeout = timeout }, cancellationToken);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan value) => Number((int)Math.Ceiling(value.TotalSeconds));
}
