using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

/// <summary>EC2-Classic is gone; clients still ask.</summary>
internal sealed class DescribeVpcClassicLinkDnsSupport(CloudContext cloud) : TypedAction<DescribeVpcClassicLinkDnsSupportRequest, DescribeVpcClassicLinkDnsSupportResult>
{
    protected override Task<DescribeVpcClassicLinkDnsSupportResult> HandleAsync(DescribeVpcClassicLinkDnsSupportRequest request, CancellationToken cancellationToken)
    {
        var records = request.VpcIds is [] ? cloud.State.Vpcs.All : Ids.Find(request.VpcIds, "vpc", "VpcID", cloud.State.Vpcs.Find);
        return Task.FromResult(new DescribeVpcClassicLinkDnsSupportResult { Vpcs = [.. records.Select(vpc => new ClassicLinkDnsSupport { VpcId = vpc.VpcId, ClassicLinkDnsSupported = false })] });
    }
}
