using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images.Disks;

internal sealed class CancelImportTask(CloudContext cloud) : TypedAction<CancelImportTaskRequest, CancelImportTaskResult>
{
    public override string? Missing => "the work goes on to its end, and nothing comes of it";

    protected override Task<CancelImportTaskResult> HandleAsync(CancelImportTaskRequest request, CancellationToken cancellationToken)
    {
        var task = request.ImportTaskId?.StartsWith("import-", StringComparison.Ordinal) == true ? cloud.State.DiskTasks.Find(request.ImportTaskId) : null;
        if (task is not { Status: "active" })
        {
            throw task is null ? new AwsException("InvalidConversionTaskId.NotFound", $"The task '{request.ImportTaskId}' does not exist") : Ec2Errors.IncorrectState($"The task '{task.TaskId}' is {task.Status}.");
        }

        cloud.State.DiskTasks.Put(task with { Status = "deleted", Message = request.CancelReason });
        return Task.FromResult(new CancelImportTaskResult { ImportTaskId = task.TaskId, PreviousState = "active", State = "deleted" });
    }
}
