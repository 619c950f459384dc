using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Networks;

internal sealed class DescribeAccountAttributes(CloudContext cloud) : TypedAction<DescribeAccountAttributesRequest, DescribeAccountAttributesResult>
{
    protected override Task<DescribeAccountAttributesResult> HandleAsync(DescribeAccountAttributesRequest request, CancellationToken cancellationToken)
    {
        var quota = cloud.Options.AddressQuota.ToString(CultureInfo.InvariantCulture);
        var all = new Dictionary<string, string>
        {
            ["supported-platforms"] = "VPC",
            ["vpc-max-security-groups-per-interface"] = "5",
            ["max-elastic-ips"] = quota,
            ["max-instances"] = "20",
            ["vpc-max-elastic-ips"] = quota,
            ["default-vpc"] = cloud.State.DefaultVpc?.VpcId ?? "none",
        };
        if (request.AttributeNames.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
        {
            throw Ec2Errors.InvalidValue($"Value ({unknown}) for parameter attributeName is invalid. Unknown attribute.");
        }

        var asked = all.Where(pair => request.AttributeNames is [] || request.AttributeNames.Contains(pair.Key));
        return Task.FromResult(new DescribeAccountAttributesResult
        {
            AccountAttributes = [.. asked.Select(pair => new AccountAttribute { AttributeName = pair.Key, AttributeValues = [new() { AttributeValue = pair.Value }] })],
        });
    }
}
