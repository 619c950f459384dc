using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Volumes;

internal sealed class DetachVolume(CloudContext cloud) : TypedAction<DetachVolumeRequest, VolumeAttachment>
{
    protected override void Check(DetachVolumeRequest request)
    {
        var volume = Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find)[0];
        if (volume.InstanceId is null)
        {
            throw Ec2Errors.IncorrectState($"Volume '{volume.VolumeId}' is in the 'available' state.");
        }

        if (request.InstanceId is not null && request.InstanceId != volume.InstanceId)
        {
            throw new Baton.Aws.Wire.AwsException("InvalidAttachment.NotFound", $"The volume '{volume.VolumeId}' is not attached to instance '{request.InstanceId}'.");
        }

        var instance = cloud.State.Instances.Find(volume.InstanceId)!;
        if (volume.Device == instance.RootDeviceName && instance.State != InstanceStateName.Stopped)
        {
            throw new Baton.Aws.Wire.AwsException("OperationNotPermitted", $"Unable to detach root volume '{volume.VolumeId}' from instance '{instance.InstanceId}'");
        }
    }

    protected override async Task<VolumeAttachment> HandleAsync(DetachVolumeRequest request, CancellationToken cancellationToken)
    {
        var volume = cloud.State.Volumes.Find(request.VolumeId)!;
        if (cloud.Machines.IsRunning(volume.InstanceId!))
        {
            await cloud.Machines.DetachAsync(volume.InstanceId!, volume.VolumeId, cancellationToken);
        }

        cloud.State.Volumes.Put(volume with { InstanceId = null, Device = null, AttachTime = null, DeleteOnTermination = false });
        return VolumeView.Attachment(volume, "detaching");
    }
}
