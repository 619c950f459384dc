using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Interfaces;

internal sealed class DetachNetworkInterface(CloudContext cloud, InterfaceBook book) : TypedAction<DetachNetworkInterfaceRequest, EmptyResponse>
{
    public override string? Missing => "only from a stopped instance";

    protected override void Check(DetachNetworkInterfaceRequest request)
    {
        var nic = book.OfAttachment(request.AttachmentId!);
        if (nic.DeviceIndex == 0)
        {
            throw new AwsException("OperationNotPermitted", $"The network interface at device index 0 cannot be detached.");
        }

        if (cloud.State.Instances.Find(nic.InstanceId) is { State: not InstanceStateName.Stopped })
        {
            throw Ec2Errors.Unsupported($"The local cloud unplugs network interfaces at power-off: stop '{nic.InstanceId}' first.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DetachNetworkInterfaceRequest request, CancellationToken cancellationToken)
    {
        book.Detach(book.OfAttachment(request.AttachmentId!));
        return Task.FromResult(new EmptyResponse());
    }
}
