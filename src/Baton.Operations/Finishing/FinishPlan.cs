using Baton.Aws.Ec2;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Gates;
using Baton.Hosts.Links;
using Baton.Hosts.Postgres;
using Baton.Operations.Cloud;
using Baton.Operations.Discovery;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Finishing;

/// <summary>
/// Closes the window of a resize: the old server goes, and with it the way back. Every step may be repeated and none is undone: a finish that was cut off
/// is resumed.
/// </summary>
internal sealed class FinishPlan(FinishArguments arguments, OperationServices services)
{
    public const string Kind = "finish";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan TerminateBudget = TimeSpan.FromMinutes(10);

    private readonly PlanScope _scope = new(services, arguments.Resize.Server.Name, arguments.Resize.Server.Options.Ssh);

    private ServerModel Old => arguments.Resize.Server;

    private PostgresLayout? Layout => Old.Postgres?.Layout;

    public static Plan Build(FinishArguments arguments, OperationServices services)
    {
        var plan = new FinishPlan(arguments, services);
        return new()
        {
            Kind = Kind,
            Subject = plan.Old.Name,
            LeaseOn = plan.Old.InstanceId,
            Steps = [.. plan.Steps()],
            Results = () => [new("instanceId", arguments.NewInstanceId), new("terminated", plan.Old.InstanceId)],
        };
    }

    private IEnumerable<FinalStep> Steps() =>
    [
        new("stop-old", "Stop what still runs on the old server: its standby and its gate. The way back ends here", StopOldAsync),
        new("tidy-new", "Remove link, gate, guard and replication from the new server", TidyNewAsync),
        new("close-link-rule", $"Remove the link's rule from {arguments.GroupId}", CloseLinkRuleAsync),
        new("terminate-old", $"Terminate {Old.InstanceId}", TerminateOldAsync),
        new("deregister-image", $"Deregister the working image {arguments.ImageId}", (_, cancellationToken) =>
            _scope.Ec2.SendUnlessGoneAsync(new DeregisterImageRequest { ImageId = arguments.ImageId }, cancellationToken)),
        new("delete-snapshots", "Delete the working snapshots", DeleteSnapshotsAsync),
        new("untag-new", "Remove the tags of the run from the new server", UntagAsync),
    ];

    private async Task StopOldAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await _scope.Ec2.FindInstanceAsync(Old.InstanceId, cancellationToken) is not { State.Name: "running" })
        {
            return;
        }

        IHost host;
        try
        {
            host = await _scope.Connections.ConnectAsync(Old.InstanceId, TimeSpan.FromSeconds(30), cancellationToken);
        }
        catch (BatonException error)
        {
            // It is terminated in a moment whether it answers or not.
            context.Progress.Say($"the old server does not answer: {error.Problems[0].Message}");
            return;
        }

        if (Layout is { } layout)
        {
            await new PostgresServer(host, layout).StopAsync(Patience, cancellationToken);
        }

        await new Gate(host).RemoveAsync(InstallGate.DrainPatience, cancellationToken);
    }

    private async Task TidyNewAsync(StepContext context, CancellationToken cancellationToken)
    {
        var host = await _scope.Connections.ConnectAsync(arguments.NewInstanceId, cancellationToken);
        await new Link(host, host).RemoveAsync(cancellationToken);
        if (Layout is { } layout)
        {
            await new PostgresServer(host, layout).DropSlotAsync(Slots.Back(arguments.ResizeRunId), andRole: true, cancellationToken);
        }

        await Traces.RemoveAsync(host, Layout, [arguments.ResizeRunId], cancellationToken);
    }

    private Task CloseLinkRuleAsync(StepContext context, CancellationToken cancellationToken) => arguments.RuleId is { } rule
        ? _scope.Ec2.SendUnlessGoneAsync(new RevokeSecurityGroupIngressRequest { GroupId = arguments.GroupId, SecurityGroupRuleIds = [rule] }, cancellationToken)
        : Task.CompletedTask;

    private async Task TerminateOldAsync(StepContext context, CancellationToken cancellationToken)
    {
        await _scope.Connections.DropAsync(Old.InstanceId);
        services.Connector.Forget(Old.InstanceId);
        await Terminate.AndWaitAsync(_scope, Old.InstanceId, TerminateBudget, cancellationToken);
    }

    private async Task DeleteSnapshotsAsync(StepContext context, CancellationToken cancellationToken)
    {
        foreach (var snapshotId in arguments.SnapshotIds)
        {
            await _scope.Ec2.SendUnlessGoneAsync(new DeleteSnapshotRequest { SnapshotId = snapshotId }, cancellationToken);
        }
    }

    private Task UntagAsync(StepContext context, CancellationToken cancellationToken) => Traces.UntagAsync(_scope.Ec2, arguments.NewInstanceId, [], cancellationToken);
}
