using System.Globalization;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Gates;
using Baton.Hosts.Guards;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Finishing;
using Baton.Operations.Migrating.Testing;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Migrating.Ending;

/// <summary>
/// Closes a migration: the old database follows no longer, nothing forwards any more, and nothing of Baton stays on either server. The old server is not Baton's to
/// remove; it stays, stopped as to what was moved. Every step may be repeated and none is undone.
/// </summary>
internal sealed class EndPlan(EndArguments arguments, OperationServices services)
{
    public const string Kind = "migrate-finish";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly PlanScope _scope = arguments.Migration.Scope(services);

    private Migration Migration => arguments.Migration;

    private bool ByRows => arguments.Way is DatabaseWay.Logical or DatabaseWay.Dump;

    private PostgresLayout? Layout => Migration.Source.Postgres?.Layout;

    public static Plan Build(EndArguments arguments, OperationServices services)
    {
        var plan = new EndPlan(arguments, services);
        return StagePlan.Of(
            Kind,
            plan.Migration.Source,
            plan.Steps(),
            () =>
            [
                new("instanceId", plan.Migration.InstanceId),
                new("address", plan.Migration.Address.PublicIp),
                .. plan.Until is null ? [] : (PlanResult[])[new("forwardsUntil", plan.UntilWords)],
                .. HostsFile.Names(plan.Migration.Source) is [] ? [] : (PlanResult[])[new("hostsFiles", HostsFile.Reminder(plan.Migration.Source))],
            ]);
    }

    private DateTimeOffset? Until => arguments.ForwardUntil;

    private string UntilWords => string.Create(CultureInfo.InvariantCulture, $"{Until:yyyy-MM-dd HH:mm} UTC");

    private IEnumerable<FinalStep> Steps() =>
    [
        .. arguments.Names?.Before() ?? [],
        new("stop-old", "Stop the old database and keep the moved services from starting on the old server. The way back ends here", StopOldAsync),
        .. Until is null
            ? []
            : (FinalStep[])[new("keep-forwarding", $"Let the old server forward those who still come to it until {UntilWords}; then both servers remove gate and link by themselves", KeepForwardingAsync)],
        new(
            "tidy-old",
            Until is null ? "Remove gate, link and replication from the old server: it forwards nobody any more" : "Remove guard and replication from the old server; its gate goes on forwarding",
            TidyOldAsync),
        new("tidy-new", Until is null ? "Remove link, gate, guard and replication from the new server" : "Remove gate, guard and replication from the new server", TidyNewAsync),
        new("untag-new", "Remove the tags of the runs from the new server and what belongs to it", UntagAsync),
        .. arguments.Names?.After(_scope.Services) ?? [],
    ];

    private async Task StopOldAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await OldAsync(context, cancellationToken) is not { } host)
        {
            return;
        }

        if (Layout is { } layout)
        {
            await EndFollowingAsync(host, layout, cancellationToken);
            await new PostgresServer(host, layout).StopAsync(Patience, cancellationToken);
        }

        // Without the guard they would come up again at its next boot, beside those that took over.
        string[] units = [.. Migration.Source.Options.Services.Select(service => service.Unit), .. Migration.Source.Options.Fenced, .. Layout?.Unit is { } unit ? [unit] : Array.Empty<string>()];
        await new Hosts.Units.Services(host).DisableAsync(units, cancellationToken);
    }

    private async Task KeepForwardingAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await OldAsync(context, cancellationToken) is { } host)
        {
            await Forwarder.KeepOnOldAsync(host, Until!.Value, cancellationToken);
        }

        await Forwarder.KeepOnNewAsync(await _scope.Connections.ConnectAsync(Migration.InstanceId, cancellationToken), Until!.Value, cancellationToken);
    }

    private async Task TidyOldAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await OldAsync(context, cancellationToken) is not { } host)
        {
            return;
        }

        if (Until is null)
        {
            await Forwarder.EndOnOld(host).CancelAsync(cancellationToken);
            await new Gate(host).RemoveAsync(InstallGate.DrainPatience, cancellationToken);
            await new Link(host, host).RemoveFromOldAsync(cancellationToken);
        }

        await new WalWatch(host).RemoveAsync(cancellationToken);
        await new Guard(host).RemoveAsync(cancellationToken);
        await Traces.ForgetNotesAsync(host, arguments.Runs, cancellationToken);
        if (Layout is { } layout)
        {
            await new PostgresServer(host, layout).ForgetReplicationFilesAsync(cancellationToken);
        }
    }

    private async Task TidyNewAsync(StepContext context, CancellationToken cancellationToken)
    {
        var host = await _scope.Connections.ConnectAsync(Migration.InstanceId, cancellationToken);
        if (Until is null)
        {
            await Forwarder.EndOnNew(host).CancelAsync(cancellationToken);
            await new Link(host, host).RemoveAsync(cancellationToken);
        }

        await new WalWatch(host).RemoveAsync(cancellationToken);
        if ((arguments.NewLayout ?? Layout) is { } layout)
        {
            await (ByRows
                ? new PostgresRows(host, layout).UnpublishAsync(Slots.Back(arguments.CutOverBy), andRole: true, cancellationToken)
                : new PostgresServer(host, layout).DropSlotAsync(Slots.Back(arguments.CutOverBy), andRole: true, cancellationToken));
        }

        await Traces.RemoveAsync(host, arguments.NewLayout ?? Layout, arguments.Runs, cancellationToken);
    }

    /// <summary>Subscriptions outlive a restart, so they end before the stop: who starts the old database again has it as it was, without a call to the new one.</summary>
    private async Task EndFollowingAsync(IHost host, PostgresLayout layout, CancellationToken cancellationToken)
    {
        if (!ByRows || !(await new PostgresServer(host, layout).ReadStandbyAsync(cancellationToken)).IsRunning)
        {
            return;
        }

        var rows = new PostgresRows(host, layout);
        await rows.UnfollowAsync(cancellationToken);
        await rows.UnpublishAsync("baton_", andRole: true, cancellationToken);
        await Traces.RemoveWitnessesAsync(new(host, layout), arguments.Runs, cancellationToken);
    }

    /// <summary>Null when it does not answer: it may be gone for good, which must not keep the new one from being finished.</summary>
    private async Task<IHost?> OldAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await _scope.Connections.ConnectAsync(Migration.Source.MachineId, TimeSpan.FromSeconds(30), cancellationToken);
        }
        catch (BatonException error)
        {
            context.Progress.Say($"the old server does not answer, so nothing is removed there: {error.Problems[0].Message}");
            return null;
        }
    }

    private Task UntagAsync(StepContext context, CancellationToken cancellationToken) =>
        Traces.UntagAsync(_scope.Ec2, Migration.InstanceId, [Migration.Address.AllocationId, Migration.GroupId], cancellationToken);
}
