using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

internal sealed class DescribeVolumeStatus(CloudContext cloud) : TypedAction<DescribeVolumeStatusRequest, DescribeVolumeStatusResult>
{
    private static readonly FilterSet<VolumeStatusItem> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<VolumeStatusItem, IEnumerable<string?>>>
    {
        ["volume-status.details-name"] = status => status.VolumeStatus!.Details.Select(detail => detail.Name),
        ["volume-status.details-status"] = status => status.VolumeStatus!.Details.Select(detail => detail.Status),
        ["availability-zone"] = status => Fields.One(status.AvailabilityZone),
        ["volume-status.status"] = status => Fields.One(status.VolumeStatus?.Status),
    })
    {
        Absent = new HashSet<string>
        {
            "action.code", "action.description", "action.event-id", "event.description", "event.event-id", "event.event-type", "event.not-after", "event.not-before",
        },
    };

    protected override Task<DescribeVolumeStatusResult> HandleAsync(DescribeVolumeStatusRequest request, CancellationToken cancellationToken)
    {
        var records = request.VolumeIds is [] ? [.. cloud.State.Volumes.All] : Ids.Find(request.VolumeIds, "vol", "Volume", cloud.State.Volumes.Find);
        var shown = records.Select(volume => new VolumeStatusItem
        {
            VolumeId = volume.VolumeId,
            AvailabilityZone = volume.Zone,
            VolumeStatus = new() { Status = "ok", Details = [new() { Name = "io-enabled", Status = "passed" }, new() { Name = "io-performance", Status = "not-applicable" }] },
        });
        var page = Page<VolumeStatusItem>.Of(Filters.Apply(shown, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeVolumeStatusResult { VolumeStatuses = page.Items, NextToken = page.NextToken });
    }
}
