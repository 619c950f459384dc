using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;
using Baton.Operations.Dns;
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
        var lower = Lowered(server.Name);
        var arguments = new RestoreArguments
        {
            Server = server.Name,
            Dns = server.Dns,
            Lowered = [.. StepRecord.From(journal.Entries(lower.Id)).Where(step => step.Key.StartsWith("lower-ttl-", StringComparison.Ordinal) && step.Value.Output is not null)
                .Select(step => JsonSerializer.Deserialize(step.Value.Output!, OperationJson.Default.LowerTtlResult)!)],
        };
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

    private RunRecord Lowered(string server) => TtlWait.FindLower(journal, server) ?? throw new BatonException(DnsProblems.NotLowered(server));
}
