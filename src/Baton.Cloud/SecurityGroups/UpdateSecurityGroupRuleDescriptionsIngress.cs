using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class UpdateSecurityGroupRuleDescriptionsIngress(CloudContext cloud, GroupBook book) : TypedAction<UpdateSecurityGroupRuleDescriptionsIngressRequest, UpdateSecurityGroupRuleDescriptionsIngressResult>
{
    protected override void Check(UpdateSecurityGroupRuleDescriptionsIngressRequest request) => Changed(request);

    protected override Task<UpdateSecurityGroupRuleDescriptionsIngressResult> HandleAsync(UpdateSecurityGroupRuleDescriptionsIngressRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Groups.Put(Changed(request));
        return Task.FromResult(new UpdateSecurityGroupRuleDescriptionsIngressResult { Return = true });
    }

    private GroupRecord Changed(UpdateSecurityGroupRuleDescriptionsIngressRequest request)
    {
        var group = book.Find(request.GroupId, request.GroupName);
        return book.Describe(group, egress: false, request.IpPermissions, request.SecurityGroupRuleDescriptions);
    }
}
