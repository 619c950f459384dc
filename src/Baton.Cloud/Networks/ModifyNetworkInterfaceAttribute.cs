using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Interfaces;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Networks;

internal sealed class ModifyNetworkInterfaceAttribute(CloudContext cloud, Firewall firewall) : TypedAction<ModifyNetworkInterfaceAttributeRequest, EmptyResponse>
{
    public override string? Missing => "ENA Express; SourceDestCheck is kept and shown";

    protected override void Check(ModifyNetworkInterfaceAttributeRequest request)
    {
        Changed(request);
        if (request.EnaSrdSpecification is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud has no ENA Express.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ModifyNetworkInterfaceAttributeRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Interfaces.Put(Changed(request));
        firewall.Push();
        return Task.FromResult(new EmptyResponse());
    }

    private InterfaceRecord Changed(ModifyNetworkInterfaceAttributeRequest request)
    {
        var nic = Ids.Find([request.NetworkInterfaceId!], "eni", "NetworkInterfaceID", cloud.State.Interfaces.Find)[0];
        if (request.Attachment is { } attachment && attachment.AttachmentId != nic.AttachmentId)
        {
            throw Ec2Errors.NotFound("AttachmentID", attachment.AttachmentId ?? "");
        }

        return nic with
        {
            GroupIds = request.Groups is [] ? nic.GroupIds : InterfaceBook.Groups(cloud, request.Groups, [], cloud.State.Subnets.Find(nic.SubnetId)!),
            SourceDestCheck = request.SourceDestCheck?.Value ?? nic.SourceDestCheck,
            Description = request.Description?.Value ?? nic.Description,
            DeleteOnTermination = request.Attachment?.DeleteOnTermination ?? nic.DeleteOnTermination,
        };
    }
}
