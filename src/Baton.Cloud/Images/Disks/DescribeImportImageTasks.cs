using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Disks;

internal sealed class DescribeImportImageTasks(CloudContext cloud) : TypedAction<DescribeImportImageTasksRequest, DescribeImportImageTasksResult>
{
    private static readonly FilterSet<DiskTaskRecord> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<DiskTaskRecord, IEnumerable<string?>>> { ["task-state"] = task => Fields.One(task.Status) });

    protected override Task<DescribeImportImageTasksResult> HandleAsync(DescribeImportImageTasksRequest request, CancellationToken cancellationToken)
    {
        var page = Page<DiskTaskRecord>.Of(Filters.Apply(DiskTaskView.Find(cloud, "import-ami-", "InvalidConversionTaskId.NotFound", request.ImportTaskIds), request.Filters), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeImportImageTasksResult
        {
            NextToken = page.NextToken,
            ImportImageTasks =
            [
                .. page.Items.Select(task => new ImportImageTask
                {
                    ImportTaskId = task.TaskId, Description = task.Description, Architecture = task.Architecture, ImageId = task.ImageId, Status = task.Status, StatusMessage = task.Message, Progress = DiskTaskView.Progress(task),
                    SnapshotDetails = DiskTaskView.Details(task), Tags = cloud.State.TagList(task.TaskId),
                }),
            ],
        });
    }
}
