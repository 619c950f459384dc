using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

/// <summary>EC2-Classic is gone; clients still ask.</summary>
internal sealed class DescribeVpcClassicLink(CloudContext cloud) : TypedAction<DescribeVpcClassicLinkRequest, DescribeVpcClassicLinkResult>
{
    protected override Task<DescribeVpcClassicLinkResult> HandleAsync(DescribeVpcClassicLinkRequest request, CancellationToken cancellationToken)
    {
        var records = request.VpcIds is [] ? cloud.State.Vpcs.All : Ids.Find(request.VpcIds, "vpc", "VpcID", cloud.State.Vpcs.Find);
        return Task.FromResult(new DescribeVpcClassicLinkResult { Vpcs = [.. records.Select(vpc => new VpcClassicLink { VpcId = vpc.VpcId, ClassicLinkEnabled = false, Tags = cloud.State.TagList(vpc.VpcId) })] });
    }
}
