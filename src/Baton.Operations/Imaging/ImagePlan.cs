using System.Globalization;
using Baton.Engine.Plans;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Images a running server consistently, without a reboot.</summary>
internal static class ImagePlan
{
    public const string Kind = "image";

    public static Plan Build(ImageArguments arguments, OperationServices services)
    {
        var server = arguments.Server;
        var scope = new PlanScope(services, server.Name, server.Options.Ssh);
        var proof = new RecordProof(scope, server, server.Options.Folders);
        var snapshots = new SnapshotVolumes(scope, server);
        var register = new RegisterImage(scope, server, arguments.Name, snapshots.Output, proof.Output);
        return new()
        {
            Kind = Kind,
            Subject = server.Name,
            LeaseOn = server.InstanceId,
            Steps =
            [
                new InstallGuard(scope, server),
                proof,
                snapshots,
                new AwaitSnapshots(scope, server, snapshots.Output),
                register,
                new TidyServer(scope, server),
            ],
            Results = () =>
            [
                new("imageId", register.Output.Value.ImageId),
                new("imageName", register.Output.Value.ImageName),
                new("consistency", new ConsistencyPlan(server).Overall(snapshots.Output.Value.Volumes).ToString().ToLowerInvariant()),
                .. snapshots.Output.Value.Volumes.Select(volume => new PlanResult($"volume {volume.Device}", $"{volume.Level.ToString().ToLowerInvariant()}: {volume.Reason}")),
                new("files", proof.Output.Value.Files.ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }
}
