using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Images.Stored;

internal sealed class CreateStoreImageTask(CloudContext cloud, ImageArchive archive, InstanceLifecycle lifecycle) : TypedAction<CreateStoreImageTaskRequest, CreateStoreImageTaskResult>
{
    public override string Missing => "AWS's own form of the object, which AWS keeps to itself";

    protected override void Check(CreateStoreImageTaskRequest request)
    {
        var image = Find(request);
        if (image.Stock || image.OwnerId != cloud.Options.AccountId)
        {
            throw new AwsException("AuthFailure", $"Not authorized for image:{image.ImageId}", System.Net.HttpStatusCode.Forbidden);
        }

        if (image.State != "available")
        {
            throw new AwsException("InvalidAMIID.Unavailable", $"The image ID '{image.ImageId}' is no longer available");
        }

        if (cloud.State.StoreTasks.Find(image.ImageId) is { State: "InProgress" })
        {
            throw Ec2Errors.IncorrectState($"The image '{image.ImageId}' is being stored already.");
        }

        archive.BucketOf(request.Bucket!);
        TagsOf(request);
    }

    protected override Task<CreateStoreImageTaskResult> HandleAsync(CreateStoreImageTaskRequest request, CancellationToken cancellationToken)
    {
        var image = Find(request);
        var task = cloud.State.StoreTasks.Put(new() { ImageId = image.ImageId, Bucket = request.Bucket!, ObjectKey = $"{image.ImageId}.bin", StartTime = cloud.Now });
        var tags = TagsOf(request);
        lifecycle.InBackground($"store {image.ImageId}", () => StoreAsync(image, task, tags));
        return Task.FromResult(new CreateStoreImageTaskResult { ObjectKey = task.ObjectKey });
    }

    private static IReadOnlyDictionary<string, string> TagsOf(CreateStoreImageTaskRequest request) =>
        Tagging.Checked(request.S3ObjectTags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value }));

    private async Task StoreAsync(ImageRecord image, StoreTaskRecord task, IReadOnlyDictionary<string, string> tags)
    {
        try
        {
            await archive.StoreAsync(
                image, archive.BucketOf(task.Bucket), task.ObjectKey, tags, percent => task = cloud.State.StoreTasks.Put(task with { Progress = percent }), lifecycle.Ended);
            cloud.State.StoreTasks.Put(task with { State = "Completed", Progress = 100 });
        }
        catch (Exception failure) when (failure is StorageException or AwsException or IOException)
        {
            // DescribeStoreImageTasks tells whoever asked for it.
            cloud.State.StoreTasks.Put(task with { State = "Failed", FailureReason = failure.Message });
        }
    }

    private ImageRecord Find(CreateStoreImageTaskRequest request) => Ids.Find([request.ImageId!], "ami", "AMIID", cloud.State.Images.Find)[0];
}
