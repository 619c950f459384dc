using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Volumes;

internal sealed class DescribeVolumesModifications(CloudContext cloud) : TypedAction<DescribeVolumesModificationsRequest, DescribeVolumesModificationsResult>
{
    private static readonly FilterSet<VolumeModification> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<VolumeModification, IEnumerable<string?>>>
    {
        ["modification-state"] = modification => Fields.One(modification.ModificationState),
        ["original-iops"] = modification => Fields.One(modification.OriginalIops),
        ["original-size"] = modification => Fields.One(modification.OriginalSize),
        ["original-volume-type"] = modification => Fields.One(modification.OriginalVolumeType),
        ["originalMultiAttachEnabled"] = modification => Fields.One(modification.OriginalMultiAttachEnabled == true),
        ["start-time"] = modification => Fields.One(modification.StartTime),
        ["target-iops"] = modification => Fields.One(modification.TargetIops),
        ["target-size"] = modification => Fields.One(modification.TargetSize),
        ["target-volume-type"] = modification => Fields.One(modification.TargetVolumeType),
        ["targetMultiAttachEnabled"] = modification => Fields.One(modification.TargetMultiAttachEnabled == true),
        ["volume-id"] = modification => Fields.One(modification.VolumeId),
    });

    protected override Task<DescribeVolumesModificationsResult> HandleAsync(DescribeVolumesModificationsRequest request, CancellationToken cancellationToken)
    {
        var records = request.VolumeIds is [] ? cloud.State.Modifications.All : Ids.Find(request.VolumeIds, "vol", "Volume", cloud.State.Volumes.Find).Select(Modification);
        var page = Page<VolumeModification>.Of(Filters.Apply(records.Select(record => ModificationView.Show(record, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeVolumesModificationsResult { VolumesModifications = page.Items, NextToken = page.NextToken });
    }

    private ModificationRecord Modification(VolumeRecord volume) =>
        cloud.State.Modifications.Find(volume.VolumeId) ?? throw new AwsException("InvalidVolumeModification.NotFound", $"Modification for volume '{volume.VolumeId}' does not exist.");
}
