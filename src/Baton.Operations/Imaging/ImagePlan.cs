using System.Globalization;
using Baton.Engine.Plans;
using Baton.Operations.Configuration;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Imaging;

/// <summary>Images a running server consistently: without a reboot, unless the level 'shutdown' is asked for.</summary>
internal static class ImagePlan
{
    public const string Kind = "image";

    public static Plan Build(ImageArguments arguments, OperationServices services)
    {
        var server = arguments.Server;
        var scope = new PlanScope(services, server.Name, server.Options.Ssh);
        var proof = new RecordProof(scope, server, server.Options.Folders);
        return server.Options.Consistency == ConsistencyLevel.Shutdown ? ByReboot(arguments, scope, proof) : Live(arguments, scope, proof);
    }

    private static Plan Live(ImageArguments arguments, PlanScope scope, RecordProof proof)
    {
        var server = arguments.Server;
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
                .. Worth(server, snapshots.Output.Value.Volumes, proof),
            ],
        };
    }

    private static Plan ByReboot(ImageArguments arguments, PlanScope scope, RecordProof proof)
    {
        var server = arguments.Server;
        var create = new CreateImageByReboot(scope, server, arguments.Name, proof.Output);
        return new()
        {
            Kind = Kind,
            Subject = server.Name,
            LeaseOn = server.InstanceId,
            Steps = [new InstallGuard(scope, server), proof, create, new TidyServer(scope, server)],
            Results = () =>
            [
                new("imageId", create.Output.Value.ImageId),
                new("imageName", create.Output.Value.ImageName),
                .. Worth(server, create.Output.Value.Volumes, proof),
            ],
        };
    }

    private static IEnumerable<PlanResult> Worth(ServerModel server, IReadOnlyList<VolumeConsistency> volumes, RecordProof proof) =>
    [
        new("consistency", new ConsistencyPlan(server).Overall(volumes).ToString().ToLowerInvariant()),
        .. volumes.Select(volume => new PlanResult($"volume {volume.Device}", $"{volume.Level.ToString().ToLowerInvariant()}: {volume.Reason}")),
        new("files", proof.Output.Value.Files.ToString(CultureInfo.InvariantCulture)),
    ];
}
