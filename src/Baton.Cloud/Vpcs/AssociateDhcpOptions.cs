using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class AssociateDhcpOptions(CloudContext cloud) : TypedAction<AssociateDhcpOptionsRequest, EmptyResponse>
{
    public override string? Missing => "kept and shown; guests get the options of the VPC";

    protected override void Check(AssociateDhcpOptionsRequest request)
    {
        Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find);
        if (request.DhcpOptionsId != "default")
        {
            Ids.Find([request.DhcpOptionsId!], "dopt", "DhcpOptionID", cloud.State.DhcpOptions.Find);
        }
    }

    protected override Task<EmptyResponse> HandleAsync(AssociateDhcpOptionsRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Vpcs.Put(cloud.State.Vpcs.Find(request.VpcId)! with { DhcpOptionsId = request.DhcpOptionsId == "default" ? null : request.DhcpOptionsId });
        return Task.FromResult(new EmptyResponse());
    }
}
