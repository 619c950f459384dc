using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

internal sealed class DescribeVolumes(CloudContext cloud) : TypedAction<DescribeVolumesRequest, DescribeVolumesResult>
{
    private static readonly FilterSet<Volume> Filters = new(
        volume => Fields.Tags(volume.Tags),
        new Dictionary<string, Func<Volume, IEnumerable<string?>>>
        {
            ["attachment.attach-time"] = volume => volume.Attachments.SelectMany(attachment => Fields.One(attachment.AttachTime)),
            ["attachment.delete-on-termination"] = volume => volume.Attachments.SelectMany(attachment => Fields.One(attachment.DeleteOnTermination == true)),
            ["attachment.device"] = volume => volume.Attachments.Select(attachment => attachment.Device),
            ["attachment.instance-id"] = volume => volume.Attachments.Select(attachment => attachment.InstanceId),
            ["attachment.status"] = volume => volume.Attachments.Select(attachment => attachment.State),
            ["availability-zone"] = volume => Fields.One(volume.AvailabilityZone),
            ["create-time"] = volume => Fields.One(volume.CreateTime),
            ["encrypted"] = volume => Fields.One(volume.Encrypted == true),
            ["multi-attach-enabled"] = volume => Fields.One(volume.MultiAttachEnabled == true),
            ["size"] = volume => Fields.One(volume.Size),
            ["snapshot-id"] = volume => Fields.One(volume.SnapshotId),
            ["status"] = volume => Fields.One(volume.State),
            ["volume-id"] = volume => Fields.One(volume.VolumeId),
            ["volume-type"] = volume => Fields.One(volume.VolumeType),
        })
    {
        Absent = new HashSet<string>
        {
            "availability-zone-id", "fast-restored", "operator.managed", "operator.principal",
        },
    };

    protected override Task<DescribeVolumesResult> HandleAsync(DescribeVolumesRequest request, CancellationToken cancellationToken)
    {
        var records = request.VolumeIds is [] ? [.. cloud.State.Volumes.All] : Ids.Find(request.VolumeIds, "vol", "Volume", cloud.State.Volumes.Find);
        var page = Page<Volume>.Of(Filters.Apply(records.Select(record => VolumeView.Show(record, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeVolumesResult { Volumes = page.Items, NextToken = page.NextToken });
    }
}
