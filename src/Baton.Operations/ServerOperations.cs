using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Operations.Cloud;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;
using Baton.Operations.Discovery;
using Baton.Operations.Finishing;
using Baton.Operations.Imaging;
using Baton.Operations.Preflight;
using Baton.Operations.Problems;
using Baton.Operations.Resizing;
using Baton.Operations.Steps;
using Baton.Operations.Verifying;

namespace Baton.Operations;

/// <summary>
/// What can be done with a server. Each Prepare finds everything out, reports all problems at once in one <see cref="BatonException"/>, and changes nothing.
/// </summary>
public sealed class ServerOperations(OperationServices services) : IPlanFactory
{
    /// <summary>Connects to a running server and lets somebody look at it; nothing is recorded.</summary>
    public async Task<T> OnServerAsync<T>(ServerOptions server, Func<IHost, string?, Task<T>> look, CancellationToken cancellationToken)
    {
        await using var connections = new ServerConnections(services, server.Name, server.Ssh);
        var instanceId = await new ServerDiscovery(services).MeetAsync(server, cancellationToken);
        return await look(await connections.ConnectAsync(instanceId, TimeSpan.FromSeconds(15), cancellationToken), instanceId);
    }

    public async Task<PreparedRun> PrepareImageAsync(ServerOptions server, ImageRequest request, CancellationToken cancellationToken)
    {
        var (model, problems) = await new ServerDiscovery(services).DiscoverAsync(server, cancellationToken);
        problems = [.. problems, .. await new ImagePreflight(services).CheckAsync(server, model, request, cancellationToken)];
        var arguments = new ImageArguments { Server = Agreed(model, problems), Name = request.Name };
        return new(ImagePlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.ImageArguments));
    }

    public async Task<PreparedRun> PrepareVerifyAsync(ServerOptions server, VerifyRequest request, CancellationToken cancellationToken)
    {
        var image = await new Ec2(services).FindImageAsync(request.ImageId, cancellationToken) ?? throw new BatonException(OperationProblems.ImageUnknown(request.ImageId));
        string? Tag(string key) => RunTags.Find(image.Tags, key);
        if (Tag(RunTags.Run) is not { } imageRun || Tag(ImageTags.SubnetId) is not { } subnet || Tag(ImageTags.VpcId) is not { } vpc || Tag(ImageTags.InstanceType) is not { } type)
        {
            throw new BatonException(OperationProblems.ImageNotOfServer(request.ImageId));
        }

        var arguments = new VerifyArguments
        {
            Options = server,
            ImageId = request.ImageId,
            InstanceType = request.InstanceType ?? type,
            SubnetId = subnet,
            VpcId = vpc,
            KeyName = Tag(ImageTags.KeyName),
            ImageRunId = imageRun,
            ManifestDigest = Tag(ImageTags.Manifest),
            Postgres = PostgresTag.Read(Tag(ImageTags.Postgres)),
            OperatorCidr = await services.Outside.OperatorCidrAsync(cancellationToken),
            Devices = [.. image.BlockDeviceMappings.Select(mapping => mapping.DeviceName!)],
        };
        return new(VerifyPlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.VerifyArguments));
    }

    /// <summary>The name of the server that an image was taken of, as baton.yaml called it.</summary>
    public async Task<string> ServerOfImageAsync(string imageId, CancellationToken cancellationToken) =>
        await new Ec2(services).FindImageAsync(imageId, cancellationToken) is { } image
            ? RunTags.Find(image.Tags, ImageTags.Server) ?? throw new BatonException(OperationProblems.ImageNotOfServer(imageId))
            : throw new BatonException(OperationProblems.ImageUnknown(imageId));

    public async Task<PreparedRun> PrepareResizeAsync(ServerOptions server, ResizeRequest request, CancellationToken cancellationToken)
    {
        var (model, problems) = await new ServerDiscovery(services).DiscoverAsync(server, cancellationToken);
        var (type, found) = await new ResizePreflight(services).CheckAsync(server, model, request, cancellationToken);
        var arguments = new ResizeArguments { Server = Agreed(model, [.. problems, .. found]), InstanceType = type! };
        return new(ResizePlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.ResizeArguments)) { Notes = ResizeNotes.Of(arguments) };
    }

    /// <param name="journal">Holds the resize that is to be finished.</param>
    public Task<PreparedRun> PrepareFinishAsync(RunJournal journal, RunRecord resize, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (resize is not { Kind: ResizePlan.Kind, Status: RunStatus.Succeeded })
        {
            throw new BatonException(OperationProblems.NotToBeFinished(resize.Id, resize.Kind == ResizePlan.Kind ? "it has not succeeded, or is closed already." : "it is not a resize."));
        }

        var records = StepRecord.From(journal.Entries(resize.Id));
        T Output<T>(string step, JsonTypeInfo<T> type) => OperationArguments.Read(resize.Kind, records[step].Output!, type);
        var rule = Output("admit-link", OperationJson.Default.AdmitLinkResult);
        var arguments = new FinishArguments
        {
            Resize = OperationArguments.Read(resize.Kind, resize.Arguments, OperationJson.Default.ResizeArguments),
            ResizeRunId = resize.Id,
            NewInstanceId = Output("launch-instance", OperationJson.Default.LaunchInstanceResult).InstanceId,
            ImageId = Output("register-image", OperationJson.Default.RegisterImageResult).ImageId,
            SnapshotIds = [.. Output("snapshot-volumes", OperationJson.Default.SnapshotVolumesResult).Snapshots.Select(copy => copy.SnapshotId)],
            GroupId = rule.GroupId,
            RuleId = rule.RuleId,
        };
        return Task.FromResult(new PreparedRun(FinishPlan.Build(arguments, services), OperationArguments.Write(arguments, OperationJson.Default.FinishArguments)));
    }

    public Task<Plan> BuildAsync(string kind, string arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(kind switch
        {
            ImagePlan.Kind => ImagePlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.ImageArguments), services),
            VerifyPlan.Kind => VerifyPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.VerifyArguments), services),
            ResizePlan.Kind => ResizePlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.ResizeArguments), services),
            FinishPlan.Kind => FinishPlan.Build(OperationArguments.Read(kind, arguments, OperationJson.Default.FinishArguments), services),
            _ => DnsOperations.Build(kind, arguments, services) ?? MigrationOperations.Build(kind, arguments, services) ?? throw new BatonException(OperationProblems.ArgumentsUnreadable(kind)),
        });
    }

    private static ServerModel Agreed(ServerModel? model, IReadOnlyList<Problem> problems) =>
        model is not null && problems is [] ? model : throw new BatonException([.. problems]);
}
