using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Discovery;
using Baton.Operations.Problems;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Makes an image of the snapshots, with every attribute of the running instance that an image can carry.</summary>
internal sealed class RegisterImage(
    PlanScope scope, ServerModel server, string? name, Output<SnapshotVolumes.Result> copies, Output<RecordProof.Result> proof) : Step<RegisterImage.Result>
{
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(30);

    public override string Name => "register-image";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.RegisterImageResult;

    public override StepDescription Describe() => new()
    {
        Changes = $"Register the image{(name is null ? "" : $" '{name}'")} with everything that an image can carry of {server.InstanceId}",
        Undo = "deregister the image",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        // The name is the client token that RegisterImage does not have: unique in account and region.
        var imageName = NameOf(context);
        var imageId = (await FindAsync(imageName, cancellationToken) is { } existing ? OursOrThrow(existing, context) : null)
            ?? (await scope.Ec2.SendAsync(Request(imageName, context), cancellationToken)).ImageId!;
        _ = await scope.Ec2.WaitAsync(
            async () => await scope.Ec2.FindImageAsync(imageId, cancellationToken) is { State: "available" } image ? image : null, Budget, cancellationToken)
            ?? throw new BatonException(OperationProblems.TookTooLong($"Image {imageId}", Budget));
        return new(imageId, imageName);
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken)
    {
        var imageName = NameOf(context);
        var found = await scope.Ec2.LookPatientlyAsync(() => FindAsync(imageName, cancellationToken), cancellationToken);
        return found is not null && RunTags.Find(found.Tags, RunTags.Step) == context.Token ? new(found.ImageId!, imageName) : null;
    }

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) =>
        scope.Ec2.SendUnlessGoneAsync(new DeregisterImageRequest { ImageId = output.ImageId }, cancellationToken);

    private string NameOf(StepContext context) => name ?? $"{server.Name} {context.RunId}";

    private async Task<Image?> FindAsync(string imageName, CancellationToken cancellationToken) =>
        await scope.Ec2.ImagesAsync([new() { Name = "name", Values = [imageName] }], cancellationToken) is [var image, ..] ? image : null;

    private static string OursOrThrow(Image image, StepContext context) =>
        RunTags.Find(image.Tags, RunTags.Step) == context.Token
            ? image.ImageId!
            : throw new BatonException(OperationProblems.ImageNameTaken(image.Name!, image.ImageId!));

    private RegisterImageRequest Request(string imageName, StepContext context) => new()
    {
        Name = imageName,
        Description = $"{server.Name} ({server.InstanceId}), taken by {context.RunId}",
        Architecture = server.Instance.Architecture,
        VirtualizationType = server.Instance.VirtualizationType,
        RootDeviceName = server.Instance.RootDevice,
        EnaSupport = server.Instance.EnaSupport ? true : null,
        SriovNetSupport = server.Instance.SriovNetSupport,
        BootMode = server.Instance.BootMode,
        TpmSupport = server.Instance.TpmSupport,
        BlockDeviceMappings = [.. server.Instance.Volumes.Select(Mapping)],
        TagSpecifications = [RunTags.On("image", [.. RunTags.Of(context, imageName), .. ImageTags.Of(server, copies.Value, proof.Value)])],
    };

    private BlockDeviceMapping Mapping(VolumeModel volume) => new()
    {
        DeviceName = volume.Device,
        Ebs = new()
        {
            SnapshotId = copies.Value.Snapshots.First(copy => copy.VolumeId == volume.VolumeId).SnapshotId,
            VolumeSize = volume.SizeGiB,
            VolumeType = volume.Type,
            Iops = volume.Type is "io1" or "io2" or "gp3" ? volume.Iops : null,
            Throughput = volume.Type == "gp3" ? volume.Throughput : null,
            DeleteOnTermination = volume.DeleteOnTermination,
        },
    };

    internal sealed record Result(string ImageId, string ImageName)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ImageName} ({ImageId})");
    }
}
