using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Images;

/// <summary>The machines of the local cloud boot a kernel directly: there is no UEFI variable store to hand out.</summary>
internal sealed class GetInstanceUefiData(CloudContext cloud) : TypedAction<GetInstanceUefiDataRequest, GetInstanceUefiDataResult>
{
    public override string? Missing => "machines boot a kernel directly and have no UEFI variables";

    protected override Task<GetInstanceUefiDataResult> HandleAsync(GetInstanceUefiDataRequest request, CancellationToken cancellationToken)
    {
        var instance = Ids.Find([request.InstanceId!], "i", "InstanceID", cloud.State.Instances.Find)[0];
        return instance.BootMode == "uefi"
            ? Task.FromResult(new GetInstanceUefiDataResult { InstanceId = instance.InstanceId })
            : throw Ec2Errors.Unsupported($"The instance '{instance.InstanceId}' does not boot with UEFI.");
    }
}
