using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Snapshots;

internal sealed class CreateSnapshots(CloudContext cloud, SnapshotTaker snapshots) : TypedAction<CreateSnapshotsRequest, CreateSnapshotsResult>
{
    public override string? Missing => "Outposts and local zones; complete at once";

    protected override void Check(CreateSnapshotsRequest request)
    {
        Volumes(request);
        request.TagSpecifications.Check("snapshot");
        if (request.CopyTagsFromSource is not (null or "volume"))
        {
            throw Ec2Errors.InvalidValue($"Value ({request.CopyTagsFromSource}) for parameter copyTagsFromSource is invalid.");
        }
    }

    protected override async Task<CreateSnapshotsResult> HandleAsync(CreateSnapshotsRequest request, CancellationToken cancellationToken)
    {
        var tags = request.TagSpecifications.For("snapshot");
        IReadOnlyDictionary<string, string> TagsOf(VolumeRecord volume) => request.CopyTagsFromSource is null
            ? tags
            : cloud.State.Tags(volume.VolumeId).Concat(tags).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        var taken = await snapshots.TakeAsync([.. Volumes(request).Select(volume => (Ids.New("snap"), volume))], request.Description ?? "", TagsOf, cancellationToken);
        return new()
        {
            Snapshots =
            [
                .. taken.Select(snapshot => new SnapshotInfo
                {
                    SnapshotId = snapshot.SnapshotId, VolumeId = snapshot.VolumeId, VolumeSize = snapshot.SizeGiB, Description = snapshot.Description, StartTime = snapshot.StartTime,
                    OwnerId = snapshot.OwnerId, Encrypted = snapshot.Encrypted, Progress = "", State = "pending", Tags = cloud.State.TagList(snapshot.SnapshotId),
                }),
            ],
        };
    }

    private IReadOnlyList<VolumeRecord> Volumes(CreateSnapshotsRequest request)
    {
        var wanted = request.InstanceSpecification ?? throw Ec2Errors.Missing("InstanceSpecification");
        var instance = Ids.Find([wanted.InstanceId ?? throw Ec2Errors.Missing("InstanceSpecification.InstanceId")], "i", "InstanceID", cloud.State.Instances.Find)[0];
        var volumes = cloud.State.VolumesOf(instance.InstanceId);
        foreach (var excluded in wanted.ExcludeDataVolumeIds)
        {
            if (!volumes.Any(volume => volume.VolumeId == excluded))
            {
                throw Ec2Errors.InvalidValue($"The volume '{excluded}' is not attached to the instance '{instance.InstanceId}'.");
            }
        }

        IReadOnlyList<VolumeRecord> left =
        [
            .. volumes.Where(volume => !wanted.ExcludeDataVolumeIds.Contains(volume.VolumeId) && !(wanted.ExcludeBootVolume == true && volume.Device == instance.RootDeviceName)),
        ];
        return left is [] ? throw Ec2Errors.InvalidValue("No volume is left to take a snapshot of.") : left;
    }
}
