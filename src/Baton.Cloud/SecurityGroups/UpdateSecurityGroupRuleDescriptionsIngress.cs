using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.SecurityGroups;

internal sealed class UpdateSecurityGroupRuleDescriptionsIngress(CloudContext cloud, GroupBook book)
    : RuleDescriptionUpdate<UpdateSecurityGroupRuleDescriptionsIngressRequest, UpdateSecurityGroupRuleDescriptionsIngressResult>(cloud, book, egress: false, new() { Return = true })
{
    protected override DescribedRules Read(UpdateSecurityGroupRuleDescriptionsIngressRequest request) =>
        new(request.GroupId, request.GroupName, request.IpPermissions, request.SecurityGroupRuleDescriptions);
}
