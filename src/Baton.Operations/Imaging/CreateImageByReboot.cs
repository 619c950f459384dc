using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Hosts;
using Baton.Hosts.Units;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>
/// Lets EC2 stop the server, copy its volumes and start it again, in one request: whatever becomes of us, the server comes up again, on the same host and with the same
/// addresses. That it ended cleanly is proved, since EC2 pulls the plug of one that takes too long.
/// </summary>
internal sealed class CreateImageByReboot(PlanScope scope, ServerModel server, string? name, Output<RecordProof.Result> proof) : Step<CreateImageByReboot.Result>
{
    private readonly ConsistencyPlan _consistency = new(server);

    public override string Name => "create-image";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.CreateImageByRebootResult;

    public override StepDescription Describe() => new()
    {
        Changes = $"Reboot {server.Name} and image it while it is down{(name is null ? "" : $", as '{name}'")}: it answers nobody until it is up again",
        Undo = "delete the image; the reboot has been",
        Pauses = PauseKind.ReadsAndWrites,
        EstimatedPause = TimeSpan.FromMinutes(2),
    };

    private IReadOnlyList<string> Units => [.. server.Options.Services.Select(service => service.Unit)];

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // The name is the client token that CreateImage does not have.
        var imageName = name ?? $"{server.Name} {context.RunId}";
        var began = scope.Ec2.Time.GetTimestamp();
        var found = await FindAsync(imageName, cancellationToken);
        var imageId = found is null ? await AskAsync(imageName, context, cancellationToken) : OursOrThrow(found, context);
        context.Progress.Say("waiting for the server to come up again");
        var record = await scope.Ec2.WaitAsync(() => CameBackAsync(imageId, context, cancellationToken), server.Options.Budgets.Boot, cancellationToken)
            ?? throw new BatonException(OperationProblems.TookTooLong($"The reboot of {server}", server.Options.Budgets.Boot));
        if (record.Unclean is not [])
        {
            throw new BatonException(OperationProblems.ConsistencyNotHad("shutdown", string.Join("; ", record.Unclean)));
        }

        if (found is null)
        {
            context.Progress.Measure("outageMs", scope.Ec2.Time.GetElapsedTime(began).TotalMilliseconds);
        }

        return await CompleteAsync(imageId, imageName, context, cancellationToken);
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken)
    {
        var found = await scope.Ec2.LookPatientlyAsync(async () => await ByStepAsync(context, cancellationToken), cancellationToken);

        // Also without an image the server may be watched.
        return new(found?.ImageId ?? "", found?.Name ?? "", []);
    }

    protected override async Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken)
    {
        if (await ByStepAsync(context, cancellationToken) is { } image)
        {
            await scope.Ec2.SendUnlessGoneAsync(new DeregisterImageRequest { ImageId = image.ImageId }, cancellationToken);
        }

        foreach (var snapshot in await scope.Ec2.SnapshotsAsync([RunTags.ByStep(context)], cancellationToken))
        {
            await scope.Ec2.SendUnlessGoneAsync(new DeleteSnapshotRequest { SnapshotId = snapshot.SnapshotId }, cancellationToken);
        }

        // It may just be on its way up.
        await scope.Connections.DropAsync(server.InstanceId);
        var host = await scope.Connections.ConnectAsync(server.InstanceId, server.Options.Budgets.Boot, cancellationToken);
        await new ShutdownWatch(host, context.RunId).ForgetAsync(cancellationToken);
    }

    private async Task<string> AskAsync(string imageName, StepContext context, CancellationToken cancellationToken)
    {
        var host = await scope.Connections.ConnectAsync(server.InstanceId, cancellationToken);
        await new ShutdownWatch(host, context.RunId).ArmAsync(Units, server.Postgres?.Layout, cancellationToken);
        var tags = RunTags.Of(context, imageName);

        // Of the level nothing is said until it is proved.
        var answer = await scope.Ec2.SendAsync(
            new CreateImageRequest
            {
                InstanceId = server.InstanceId,
                Name = imageName,
                Description = $"{server.Name} ({server.InstanceId}), taken by {context.RunId}",
                NoReboot = false,
                TagSpecifications = [RunTags.On("image", tags), RunTags.On("snapshot", tags)],
            },
            cancellationToken);
        return answer.ImageId!;
    }

    private async Task<ShutdownRecord?> CameBackAsync(string imageId, StepContext context, CancellationToken cancellationToken)
    {
        if (await scope.Ec2.FindImageAsync(imageId, cancellationToken) is { State: "failed" or "error" } failed)
        {
            throw new BatonException(OperationProblems.SnapshotFailed(imageId, failed.StateReason?.Message));
        }

        try
        {
            await scope.Connections.DropAsync(server.InstanceId);
            var host = await scope.Connections.ConnectAsync(server.InstanceId, TimeSpan.Zero, cancellationToken);
            var record = await new ShutdownWatch(host, context.RunId).ReadAsync(cancellationToken);
            return record.Restarted && await ServesAsync(host, cancellationToken) ? record : null;
        }
        catch (BatonException)
        {
            // It is down, or going down, or not up yet; past the budget the operator is told.
            return null;
        }
    }

    /// <summary>Whether all runs again that ran before.</summary>
    private async Task<bool> ServesAsync(IHost host, CancellationToken cancellationToken)
    {
        var before = server.Units.Where(unit => unit.IsActive && Units.Contains(unit.Unit)).Select(unit => unit.Unit).ToList();
        return (await new Services(host).ReadAsync(before, cancellationToken)).All(unit => unit.IsActive);
    }

    private async Task<Result> CompleteAsync(string imageId, string imageName, StepContext context, CancellationToken cancellationToken)
    {
        context.Progress.Say("waiting for the image");
        var budget = server.Options.Budgets.Snapshot;
        _ = await scope.Ec2.WaitAsync(
            async () => await scope.Ec2.FindImageAsync(imageId, cancellationToken) switch
            {
                { State: "available" } image => image,
                { State: "failed" or "error" } failed => throw new BatonException(OperationProblems.SnapshotFailed(imageId, failed.StateReason?.Message)),
                _ => null,
            },
            budget,
            cancellationToken) ?? throw new BatonException(OperationProblems.TookTooLong($"Image {imageId}", budget));
        var volumes = _consistency.Judge([]);
        await scope.Ec2.SendAsync(
            new CreateTagsRequest { Resources = [imageId], Tags = [.. ImageTags.Of(server, new() { Volumes = volumes }, proof.Value)] }, cancellationToken);
        return new(imageId, imageName, volumes);
    }

    private async Task<Image?> FindAsync(string imageName, CancellationToken cancellationToken) =>
        await scope.Ec2.ImagesAsync([new() { Name = "name", Values = [imageName] }], cancellationToken) is [var image, ..] ? image : null;

    private async Task<Image?> ByStepAsync(StepContext context, CancellationToken cancellationToken) =>
        await scope.Ec2.ImagesAsync([RunTags.ByStep(context)], cancellationToken) is [var image, ..] ? image : null;

    private static string OursOrThrow(Image image, StepContext context) =>
        RunTags.Find(image.Tags, RunTags.Step) == context.Token
            ? image.ImageId!
            : throw new BatonException(OperationProblems.ImageNameTaken(image.Name!, image.ImageId!));

    internal sealed record Result(string ImageId, string ImageName, IReadOnlyList<VolumeConsistency> Volumes);
}
