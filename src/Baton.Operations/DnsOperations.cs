using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Baton.Dns;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;
using Baton.Operations.Dns;
using Baton.Operations.Migrating.Cutting;
using Baton.Operations.Steps;

namespace Baton.Operations;

/// <summary>What can be done with the names of a server. Each Prepare finds everything out, reports all problems at once, and changes nothing.</summary>
/// <param name="journal">Holds what was lowered, and since when caches forget.</param>
public sealed class DnsOperations(OperationServices services, RunJournal journal)
{
    /// <summary>The plan of a run about names; null when it is about something else.</summary>
    internal static Plan? Build(string kind, string arguments, OperationServices services) => kind switch
    {
        LowerPlan.Kind => LowerPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.LowerArguments), services),
        RestorePlan.Kind => RestorePlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.RestoreArguments), services),
        PointPlan.Kind => PointPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.PointArguments), services),
        _ => null,
    };

    public Task<PreparedRun> PrepareAsync(ServerOptions server, DnsRequest request, CancellationToken cancellationToken) => request.Action switch
    {
        DnsAction.Lower => PrepareLowerAsync(server, request.OverrideWait, cancellationToken),
        DnsAction.Restore => PrepareRestoreAsync(server, cancellationToken),
        _ => PreparePointAsync(server, request.Address, cancellationToken),
    };

    private async Task<PreparedRun> PrepareLowerAsync(ServerOptions server, string? overrideWait, CancellationToken cancellationToken)
    {
        if (TtlWait.FindLower(journal, server.Name) is { } earlier)
        {
            throw new BatonException(DnsProblems.LoweredAlready(server.Name, earlier.Id));
        }

        var preflight = new DnsPreflight(new(server.Dns, services));
        var arguments = new LowerArguments
        {
            Server = server.Name,
            Dns = server.Dns,
            Names = await preflight.FindAsync(server.Name, cancellationToken),
            TimeToLive = (long)server.Dns.TimeToLive.TotalSeconds,
            OverrideWait = overrideWait,
        };
        return new(LowerPlan.Build(arguments, services), JsonSerializer.Serialize(arguments, OperationJson.Default.LowerArguments)) { Notes = preflight.Notes };
    }

    private Task<PreparedRun> PrepareRestoreAsync(ServerOptions server, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var arguments = new RestoreArguments { Server = server.Name, Dns = server.Dns, Lowered = Lowered(FindLower(server.Name) ?? throw new BatonException(DnsProblems.NotLowered(server.Name))) };
        return Task.FromResult(new PreparedRun(RestorePlan.Build(arguments, services), JsonSerializer.Serialize(arguments, OperationJson.Default.RestoreArguments)));
    }

    /// <summary>Closes the run that had lowered what has been restored: there is nothing left to take back.</summary>
    public static void Restored(RunJournal journal, string server)
    {
        if (TtlWait.FindLower(journal, server) is { } lower)
        {
            journal.Close(lower.Id);
        }
    }

    private async Task<PreparedRun> PreparePointAsync(ServerOptions server, string address, CancellationToken cancellationToken)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork || parsed.ToString() != address)
        {
            throw new BatonException(DnsProblems.AddressUnreadable(address));
        }

        var preflight = new DnsPreflight(new(server.Dns, services));
        var names = await preflight.FindAsync(server.Name, cancellationToken);
        if (MayChangeNames(server.Name) is { } early)
        {
            throw new BatonException(early);
        }

        var arguments = new PointArguments
        {
            Server = server.Name, Dns = server.Dns, Address = address,
            Records = [.. names.SelectMany(name => name.Records).Where(record => record.Type == "A").DistinctBy(record => record.Name)],
        };
        return new(PointPlan.Build(arguments, services), JsonSerializer.Serialize(arguments, OperationJson.Default.PointArguments)) { Notes = preflight.Notes };
    }

    /// <summary>Why a cut-over must not change the names of a server yet; null when it may.</summary>
    public Problem? MayChangeNames(string server) => TtlWait.Check(journal, server, services.Time.GetUtcNow());

    /// <summary>
    /// The names that a cut-over will change; null when baton.yaml names none. Refused while a cache may hold the old time to live, at any of their name servers'
    /// users, unless the operator says in words why that does not matter.
    /// </summary>
    internal async Task<(CutoverNames? Names, IReadOnlyList<string> Notes)> ForCutoverAsync(ServerOptions server, string? overrideWait, CancellationToken cancellationToken)
    {
        if (server.Dns.Names is [])
        {
            return (null, []);
        }

        var preflight = new DnsPreflight(new(server.Dns, services));
        var found = await preflight.FindAsync(server.Name, cancellationToken);
        IReadOnlyList<NameRecord> records = [.. found.SelectMany(name => name.Records).Where(record => record.Type == "A").DistinctBy(record => record.Name)];
        if (overrideWait is null && WhyNotYet(server, records) is [_, ..] problems)
        {
            throw new BatonException([.. problems]);
        }

        return (new() { Dns = server.Dns, Records = records, NotWaited = overrideWait }, preflight.Notes);
    }

    /// <summary>What 'baton dns lower' had lowered and nobody has restored.</summary>
    internal RestoreArguments? ToRestore(string server) => FindLower(server) is { } lower
        ? new()
        {
            Server = server,
            Dns = OperationArguments.Read(lower.Kind, lower.Arguments, OperationJson.Default.LowerArguments).Dns,
            Lowered = Lowered(lower),
        }
        : null;

    /// <summary>Throws when a name still leads to the server that was left by a cut-over, as its name servers have it.</summary>
    internal Task RefuseLeavingAsync(CutoverNames names, string address, CancellationToken cancellationToken) =>
        RefuseAsync(names, record => [.. record.Values.Where(value => value != address)], "old", cancellationToken);

    /// <summary>Throws when a name leads to an address that goes away.</summary>
    internal Task RefuseLeadingToAsync(CutoverNames names, string address, string which, CancellationToken cancellationToken) =>
        RefuseAsync(names, _ => [address], which, cancellationToken);

    private async Task RefuseAsync(CutoverNames names, Func<NameRecord, IReadOnlyList<string>> left, string which, CancellationToken cancellationToken)
    {
        var scope = new DnsScope(names.Dns, services);
        var problems = new List<Problem>();
        foreach (var record in names.Records)
        {
            var answers = await scope.Directory.AskAuthoritiesAsync(await scope.Directory.ZoneOfAsync(record.Name, cancellationToken), record.Name, DnsType.A, cancellationToken);
            if (answers.SelectMany(answer => answer.Values(DnsType.A)).Intersect(left(record)).FirstOrDefault() is { } address)
            {
                problems.Add(DnsProblems.LeadsTo(record.Name, address, which));
            }
        }

        if (problems is not [])
        {
            throw new BatonException([.. problems]);
        }
    }

    /// <summary>Where the names of a server lead; null when baton.yaml names none.</summary>
    public async Task<NamesStanding?> StandingAsync(ServerOptions server, CancellationToken cancellationToken)
    {
        if (server.Dns.Names is [])
        {
            return null;
        }

        var lower = FindLower(server.Name);
        var wait = lower is null ? null : TtlWait.Of(journal, lower);
        return new()
        {
            LoweredBy = lower?.Id,
            CutOverFrom = wait is { Override: not null } ? wait.BeganAt : wait?.Until,
            NotWaited = wait?.Override,
            Names = [.. (await Task.WhenAll(server.Dns.Names.Select(name => AskAsync(new(server.Dns, services), DnsName.Normalize(name), cancellationToken)))).SelectMany(answers => answers)],
        };
    }

    private static async Task<IReadOnlyList<NameStanding>> AskAsync(DnsScope scope, string name, CancellationToken cancellationToken)
    {
        try
        {
            var authorities = await scope.Directory.AskAuthoritiesAsync(await scope.Directory.ZoneOfAsync(name, cancellationToken), name, DnsType.A, cancellationToken);
            var resolvers = await scope.Directory.AskAsync(scope.Directory.Resolvers, name, DnsType.A, cancellationToken);
            return [.. authorities.Concat(resolvers).Select(answer =>
                new NameStanding(name, answer.Server.Name, answer.Values(DnsType.A) is [_, ..] values ? string.Join(", ", values) : null, answer.TimeToLive(DnsType.A)) { IsResolver = answer.Server.IsResolver })];
        }
        catch (BatonException)
        {
            // A look at where a migration stands is worth something without it; it says that nobody answered.
            return [new(name, null, null, null)];
        }
    }

    private IReadOnlyList<Problem> WhyNotYet(ServerOptions server, IReadOnlyList<NameRecord> records)
    {
        if (MayChangeNames(server.Name) is { } early)
        {
            return [early];
        }

        var lower = FindLower(server.Name)!;
        if (TtlWait.Of(journal, lower)?.Override is not null)
        {
            return [];
        }

        var low = OperationArguments.Read(lower.Kind, lower.Arguments, OperationJson.Default.LowerArguments).TimeToLive;
        return [.. records.Where(record => record.TimeToLive > low).Select(record => DnsProblems.StillLong(record.Name, record.TimeToLive, low))];
    }

    private RunRecord? FindLower(string server) => TtlWait.FindLower(journal, server);

    private IReadOnlyList<LowerTtl.Result> Lowered(RunRecord lower) =>
        [.. StepRecord.From(journal.Entries(lower.Id)).Where(step => step.Key.StartsWith("lower-ttl-", StringComparison.Ordinal) && step.Value.Output is not null)
            .Select(step => JsonSerializer.Deserialize(step.Value.Output!, OperationJson.Default.LowerTtlResult)!)];
}
