using Baton.Engine.Plans;
using Baton.Operations.Configuration;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;

namespace Baton.Operations.Verifying;

/// <summary>Proves an image by booting a copy of it where it can do no harm. Nothing stays but the verdict.</summary>
internal static class VerifyPlan
{
    public const string Kind = "verify";

    private static readonly TimeSpan TerminateBudget = TimeSpan.FromMinutes(10);

    public static Plan Build(VerifyArguments arguments, OperationServices services)
    {
        var scope = new PlanScope(services, $"copy of {arguments.Options.Name}", arguments.Options.Ssh);
        var quarantine = new CreateQuarantine(scope, arguments.VpcId);
        var launch = new LaunchInstance(scope, Setting(arguments, quarantine), () => arguments.ImageId);
        var prove = new ProveCopy(scope, arguments, launch.Output);
        return new()
        {
            Kind = Kind,
            Subject = arguments.ImageId,
            LeaseOn = arguments.ImageId,
            Steps =
            [
                quarantine,
                new SealQuarantine(scope, quarantine.Output),
                new AdmitOperator(scope, quarantine.Output, arguments.Options.Ssh.Port, arguments.OperatorCidr),
                launch,
                prove,
                new FinalStep("terminate-copy", "Terminate the copy and delete its volumes", async (_, cancellationToken) =>
                {
                    await scope.Connections.DropAsync(launch.Output.Value.InstanceId);
                    services.Connector.Forget(launch.Output.Value.InstanceId);
                    await Terminate.AndWaitAsync(scope, launch.Output.Value.InstanceId, TerminateBudget, cancellationToken);
                })
                { OfThisRun = true },
                new FinalStep(
                    "delete-quarantine",
                    "Delete the security group",
                    (_, cancellationToken) => CreateQuarantine.DeleteAsync(scope, quarantine.Output.Value.GroupId, cancellationToken))
                { OfThisRun = true },
                new RecordVerdict(scope, arguments.ImageId, prove.Output),
            ],
            Results = () =>
            [
                new("verdict", RecordVerdict.Words(prove.Output.Value)),
                .. prove.Output.Value.Proofs.Select(proof => new PlanResult(proof.Name, $"{(proof.Passed ? "passed" : "failed")}: {proof.Detail}")),
            ],
        };
    }

    private static LaunchSetting Setting(VerifyArguments arguments, CreateQuarantine quarantine) => new()
    {
        Purpose = "a quarantined copy",
        Name = $"{arguments.Options.Name} (verification)",
        InstanceType = arguments.InstanceType,
        SubnetId = arguments.SubnetId,
        SecurityGroupIds = () => [quarantine.Output.Value.GroupId],
        PublicAddress = arguments.Options.Ssh.Address == AddressKind.Public,
        KeyName = () => arguments.KeyName,
        DeleteWithIt = arguments.Devices,
        BootBudget = arguments.Options.Budgets.Boot,
    };
}
