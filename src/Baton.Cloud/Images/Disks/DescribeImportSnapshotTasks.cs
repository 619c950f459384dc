using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Disks;

internal sealed class DescribeImportSnapshotTasks(CloudContext cloud) : TypedAction<DescribeImportSnapshotTasksRequest, DescribeImportSnapshotTasksResult>
{
    private static readonly FilterSet<DiskTaskRecord> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<DiskTaskRecord, IEnumerable<string?>>> { ["task-state"] = task => Fields.One(task.Status) });

    protected override Task<DescribeImportSnapshotTasksResult> HandleAsync(DescribeImportSnapshotTasksRequest request, CancellationToken cancellationToken)
    {
        var page = Page<DiskTaskRecord>.Of(Filters.Apply(DiskTaskView.Find(cloud, "import-snap-", "InvalidConversionTaskId.NotFound", request.ImportTaskIds), request.Filters), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeImportSnapshotTasksResult
        {
            NextToken = page.NextToken,
            ImportSnapshotTasks = [.. page.Items.Select(task => new ImportSnapshotTask { ImportTaskId = task.TaskId, Description = task.Description, SnapshotTaskDetail = DiskTaskView.Snapshot(task), Tags = cloud.State.TagList(task.TaskId) })],
        });
    }
}
