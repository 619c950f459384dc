using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class DeleteDhcpOptions(CloudContext cloud) : TypedAction<DeleteDhcpOptionsRequest, EmptyResponse>
{
    protected override void Check(DeleteDhcpOptionsRequest request)
    {
        var record = Ids.Find([request.DhcpOptionsId!], "dopt", "DhcpOptionID", cloud.State.DhcpOptions.Find)[0];
        if (cloud.State.Vpcs.All.Any(vpc => vpc.DhcpOptionsId == record.DhcpOptionsId))
        {
            throw Ec2Errors.Dependency($"The dhcpOptions '{record.DhcpOptionsId}' has dependencies and cannot be deleted.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(DeleteDhcpOptionsRequest request, CancellationToken cancellationToken)
    {
        cloud.State.DhcpOptions.Remove(request.DhcpOptionsId!);
        cloud.State.TagsOf.Remove(request.DhcpOptionsId!);
        return Task.FromResult(new EmptyResponse());
    }
}
