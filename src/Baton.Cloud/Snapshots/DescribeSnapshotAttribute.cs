using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Snapshots;

internal sealed class DescribeSnapshotAttribute(CloudContext cloud) : TypedAction<DescribeSnapshotAttributeRequest, DescribeSnapshotAttributeResult>
{
    protected override Task<DescribeSnapshotAttributeResult> HandleAsync(DescribeSnapshotAttributeRequest request, CancellationToken cancellationToken)
    {
        var snapshot = SnapshotBook.FindOwn(request.SnapshotId, cloud);
        var answer = new DescribeSnapshotAttributeResult { SnapshotId = snapshot.SnapshotId };
        return Task.FromResult(request.Attribute switch
        {
            "createVolumePermission" => answer with
            {
                CreateVolumePermissions = [.. snapshot.Public ? [new CreateVolumePermission { Group = "all" }] : Array.Empty<CreateVolumePermission>(), .. snapshot.SharedWith.Select(account => new CreateVolumePermission { UserId = account })],
            },
            "productCodes" => answer,
            var other => throw Ec2Errors.InvalidValue($"Value ({other}) for parameter attribute is invalid. Unknown attribute."),
        });
    }
}
