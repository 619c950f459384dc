using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Disks;

internal sealed class DescribeExportImageTasks(CloudContext cloud) : TypedAction<DescribeExportImageTasksRequest, DescribeExportImageTasksResult>
{
    private static readonly FilterSet<DiskTaskRecord> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<DiskTaskRecord, IEnumerable<string?>>> { ["task-state"] = task => Fields.One(task.Status) });

    protected override Task<DescribeExportImageTasksResult> HandleAsync(DescribeExportImageTasksRequest request, CancellationToken cancellationToken)
    {
        var page = Page<DiskTaskRecord>.Of(Filters.Apply(DiskTaskView.Find(cloud, "export-ami-", "InvalidExportTaskID.NotFound", request.ExportImageTaskIds), request.Filters), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeExportImageTasksResult
        {
            NextToken = page.NextToken,
            ExportImageTasks =
            [
                .. page.Items.Select(task => new ExportImageTask
                {
                    ExportImageTaskId = task.TaskId, Description = task.Description, ImageId = task.ImageId, Status = task.Status, StatusMessage = task.Message, Progress = DiskTaskView.Progress(task),
                    S3ExportLocation = DiskTaskView.Location(task.Objects[0]), Tags = cloud.State.TagList(task.TaskId),
                }),
            ],
        });
    }
}
