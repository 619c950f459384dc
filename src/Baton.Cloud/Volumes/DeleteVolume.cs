using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

internal sealed class DeleteVolume(CloudContext cloud) : TypedAction<DeleteVolumeRequest, EmptyResponse>
{
    protected override void Check(DeleteVolumeRequest request)
    {
        var volume = Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find)[0];
        if (volume.InstanceId is not null)
        {
            throw new AwsException("VolumeInUse", $"Volume {volume.VolumeId} is currently attached to {volume.InstanceId}");
        }
    }

    protected override async Task<EmptyResponse> HandleAsync(DeleteVolumeRequest request, CancellationToken cancellationToken)
    {
        await cloud.Storage.DeleteVolumeAsync(request.VolumeId!, cancellationToken);
        cloud.State.Volumes.Remove(request.VolumeId!);
        cloud.State.Modifications.Remove(request.VolumeId!);
        cloud.State.TagsOf.Remove(request.VolumeId!);
        return new();
    }
}
