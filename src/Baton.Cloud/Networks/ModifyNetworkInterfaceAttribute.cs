using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Networks;

internal sealed class ModifyNetworkInterfaceAttribute(CloudContext cloud, Firewall firewall) : TypedAction<ModifyNetworkInterfaceAttributeRequest, EmptyResponse>
{
    protected override void Check(ModifyNetworkInterfaceAttributeRequest request)
    {
        Changed(request);
        if (request.Description is not null || request.Attachment is not null || request.EnaSrdSpecification is not null)
        {
            throw Ec2Errors.Unsupported("The local cloud changes only the groups and the source/destination check of an interface.");
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
        return nic with
        {
            GroupIds = request.Groups is [] ? nic.GroupIds : [.. Ids.Find(request.Groups, "sg", "Group", cloud.State.Groups.Find).Select(group => group.GroupId).Distinct()],
            SourceDestCheck = request.SourceDestCheck?.Value ?? nic.SourceDestCheck,
        };
    }
}
