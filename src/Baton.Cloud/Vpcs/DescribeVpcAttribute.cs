using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class DescribeVpcAttribute(CloudContext cloud) : TypedAction<DescribeVpcAttributeRequest, DescribeVpcAttributeResult>
{
    protected override Task<DescribeVpcAttributeResult> HandleAsync(DescribeVpcAttributeRequest request, CancellationToken cancellationToken)
    {
        var vpc = Ids.Find([request.VpcId!], "vpc", "VpcID", cloud.State.Vpcs.Find)[0];
        var answer = new DescribeVpcAttributeResult { VpcId = vpc.VpcId };
        return Task.FromResult(request.Attribute switch
        {
            "enableDnsSupport" => answer with { EnableDnsSupport = new() { Value = vpc.DnsSupport } },
            "enableDnsHostnames" => answer with { EnableDnsHostnames = new() { Value = vpc.DnsHostnames } },
            "enableNetworkAddressUsageMetrics" => answer with { EnableNetworkAddressUsageMetrics = new() { Value = false } },
            var other => throw Ec2Errors.InvalidValue($"Value ({other}) for parameter attribute is invalid. Unknown attribute."),
        });
    }
}
