using System.Text;
using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Aws.Prices;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Launches a machine from the image. Capacity is had before anything stops.</summary>
internal sealed class LaunchInstance(PlanScope scope, LaunchSetting setting, Func<string> imageId) : Step<LaunchInstance.Result>
{
    private static readonly TimeSpan TerminateBudget = TimeSpan.FromMinutes(10);

    public override string Name => "launch-instance";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.LaunchInstanceResult;

    public override StepDescription Describe() => new()
    {
        Changes = $"Launch {setting.Purpose}, a {setting.InstanceType}, from the image",
        Undo = "terminate it and delete its volumes",
        CostPerHour = OnDemandPrices.InstanceHour(setting.InstanceType) ?? 0,
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var userData = setting.CarryUserDataOf is { } source
            ? (await scope.Ec2.SendAsync(new DescribeInstanceAttributeRequest { InstanceId = source, Attribute = "userData" }, cancellationToken)).UserData?.Value
            : setting.UserData() is { } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : null;

        // The client token makes a repeat find the first instance instead of paying for a second.
        var reservation = await scope.Ec2.SendAsync(LaunchRequest.Build(setting, imageId(), userData, context), cancellationToken);
        var instanceId = reservation.Instances[0].InstanceId!;
        context.Progress.Say($"{instanceId} is starting");
        var running = await scope.Ec2.WaitAsync(() => RunningAsync(instanceId, cancellationToken), setting.BootBudget, cancellationToken)
            ?? throw new BatonException(OperationProblems.TookTooLong($"The start of {instanceId}", setting.BootBudget));
        return new(instanceId, running.PrivateIpAddress!);
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken)
    {
        var found = await scope.Ec2.LookPatientlyAsync(
            async () => (await scope.Ec2.InstancesAsync([RunTags.ByStep(context)], cancellationToken)).FirstOrDefault(IsThere), cancellationToken);
        return found is null ? null : new(found.InstanceId!, found.PrivateIpAddress ?? "");
    }

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        await scope.Connections.DropAsync(output.InstanceId);
        scope.Services.Connector.Forget(output.InstanceId);
        await Terminate.AndWaitAsync(scope, output.InstanceId, TerminateBudget, cancellationToken);

        // Volumes that the server keeps when it is terminated: these were only copies.
        foreach (var volume in await scope.Ec2.VolumesAsync([RunTags.ByStep(context)], cancellationToken))
        {
            await scope.Ec2.SendUnlessGoneAsync(new DeleteVolumeRequest { VolumeId = volume.VolumeId }, cancellationToken);
        }
    }

    private async Task<Instance?> RunningAsync(string instanceId, CancellationToken cancellationToken)
    {
        var instance = await scope.Ec2.FindInstanceAsync(instanceId, cancellationToken);
        return instance?.State?.Name switch
        {
            "running" => instance,
            null or "pending" => null,
            var state => throw new BatonException(OperationProblems.DidNotStart(instanceId, $"{state} ({instance.StateReason?.Message ?? "no reason given"})")),
        };
    }

    private static bool IsThere(Instance instance) => instance.State?.Name is not ("terminated" or "shutting-down");

    internal sealed record Result(string InstanceId, string PrivateAddress);
}
