using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class ModifyVpcAttribute(CloudContext cloud) : TypedAction<ModifyVpcAttributeRequest, EmptyResponse>
{
    public override string? Missing => "kept and shown; the VPC always has its DNS";

    protected override void Check(ModifyVpcAttributeRequest request)
    {
        Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find);
        if (request.EnableNetworkAddressUsageMetrics?.Value == true)
        {
            throw Ec2Errors.Unsupported("The local cloud keeps no metrics of address usage.");
        }
    }

    protected override Task<EmptyResponse> HandleAsync(ModifyVpcAttributeRequest request, CancellationToken cancellationToken)
    {
        var vpc = cloud.State.Vpcs.Find(request.VpcId)!;
        cloud.State.Vpcs.Put(vpc with { DnsSupport = request.EnableDnsSupport?.Value ?? vpc.DnsSupport, DnsHostnames = request.EnableDnsHostnames?.Value ?? vpc.DnsHostnames });
        return Task.FromResult(new EmptyResponse());
    }
}
