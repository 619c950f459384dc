using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Images.Stored;

internal sealed class DescribeStoreImageTasks(CloudContext cloud) : TypedAction<DescribeStoreImageTasksRequest, DescribeStoreImageTasksResult>
{
    private static readonly FilterSet<StoreTaskRecord> Filters = new(
        _ => new Dictionary<string, string>(),
        new Dictionary<string, Func<StoreTaskRecord, IEnumerable<string?>>>
        {
            ["task-state"] = task => Fields.One(task.State),
            ["bucket"] = task => Fields.One(task.Bucket),
        });

    protected override Task<DescribeStoreImageTasksResult> HandleAsync(DescribeStoreImageTasksRequest request, CancellationToken cancellationToken)
    {
        var tasks = cloud.State.StoreTasks.All.Where(task => request.ImageIds is [] || request.ImageIds.Contains(task.ImageId));
        var page = Page<StoreTaskRecord>.Of(Filters.Apply(tasks, request.Filters), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeStoreImageTasksResult
        {
            NextToken = page.NextToken,
            StoreImageTaskResults =
            [
                .. page.Items.Select(task => new StoreImageTaskResult
                {
                    AmiId = task.ImageId, Bucket = task.Bucket, S3objectKey = task.ObjectKey, TaskStartTime = task.StartTime, ProgressPercentage = task.Progress,
                    StoreTaskState = task.State, StoreTaskFailureReason = task.FailureReason,
                }),
            ],
        });
    }
}
