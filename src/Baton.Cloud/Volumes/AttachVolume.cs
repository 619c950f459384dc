using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Volumes;

internal sealed class AttachVolume(CloudContext cloud) : TypedAction<AttachVolumeRequest, VolumeAttachment>
{
    public override string? Missing => "multi-attach";

    protected override void Check(AttachVolumeRequest request)
    {
        var volume = Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find)[0];
        var instance = Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];
        if (volume.InstanceId is not null)
        {
            throw new Baton.Aws.Wire.AwsException("VolumeInUse", $"{volume.VolumeId} is already attached to an instance");
        }

        if (instance.State is not (InstanceStateName.Running or InstanceStateName.Stopped))
        {
            throw Ec2Errors.IncorrectState($"Instance '{instance.InstanceId}' is not 'running'.");
        }

        if (cloud.State.Subnets.Find(cloud.State.InterfaceOf(instance.InstanceId)?.SubnetId)?.Zone != volume.Zone)
        {
            throw new Baton.Aws.Wire.AwsException("InvalidVolume.ZoneMismatch", $"The volume '{volume.VolumeId}' is not in the same availability zone as instance '{instance.InstanceId}'");
        }

        if (cloud.State.VolumesOf(instance.InstanceId).Any(other => other.Device == request.Device))
        {
            throw Ec2Errors.InvalidValue($"Invalid value '{request.Device}' for unixDevice. Attachment point {request.Device} is already in use");
        }
    }

    protected override async Task<VolumeAttachment> HandleAsync(AttachVolumeRequest request, CancellationToken cancellationToken)
    {
        var volume = cloud.State.Volumes.Find(request.VolumeId)!;
        if (cloud.Machines.IsRunning(request.InstanceId!))
        {
            await cloud.Machines.AttachAsync(request.InstanceId!, new(volume.VolumeId, request.Device!), cancellationToken);
        }

        volume = cloud.State.Volumes.Put(volume with { InstanceId = request.InstanceId, Device = request.Device, AttachTime = cloud.Now, DeleteOnTermination = false });
        return VolumeView.Attachment(volume, "attaching");
    }
}
