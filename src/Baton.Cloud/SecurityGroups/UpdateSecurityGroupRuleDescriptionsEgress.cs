using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.SecurityGroups;

internal sealed class UpdateSecurityGroupRuleDescriptionsEgress(CloudContext cloud, GroupBook book)
    : RuleDescriptionUpdate<UpdateSecurityGroupRuleDescriptionsEgressRequest, UpdateSecurityGroupRuleDescriptionsEgressResult>(cloud, book, egress: true, new() { Return = true })
{
    protected override DescribedRules Read(UpdateSecurityGroupRuleDescriptionsEgressRequest request) =>
        new(request.GroupId, request.GroupName, request.IpPermissions, request.SecurityGroupRuleDescriptions);
}
