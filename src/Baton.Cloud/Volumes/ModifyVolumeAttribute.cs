using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Volumes;

internal sealed class ModifyVolumeAttribute(CloudContext cloud) : TypedAction<ModifyVolumeAttributeRequest, EmptyResponse>
{
    protected override void Check(ModifyVolumeAttributeRequest request)
    {
        Ids.Find([request.VolumeId!], "vol", "Volume", cloud.State.Volumes.Find);
        if (request.AutoEnableIO?.Value is null)
        {
            throw Ec2Errors.Missing("AutoEnableIO");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ModifyVolumeAttributeRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Volumes.Put(cloud.State.Volumes.Find(request.VolumeId)! with { AutoEnableIo = request.AutoEnableIO!.Value!.Value });
        return Task.FromResult(new EmptyResponse());
    }
}
