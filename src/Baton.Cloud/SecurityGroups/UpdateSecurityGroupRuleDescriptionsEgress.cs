using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class UpdateSecurityGroupRuleDescriptionsEgress(CloudContext cloud, GroupBook book) : TypedAction<UpdateSecurityGroupRuleDescriptionsEgressRequest, UpdateSecurityGroupRuleDescriptionsEgressResult>
{
    protected override void Check(UpdateSecurityGroupRuleDescriptionsEgressRequest request) => Changed(request);

    protected override Task<UpdateSecurityGroupRuleDescriptionsEgressResult> HandleAsync(UpdateSecurityGroupRuleDescriptionsEgressRequest request, CancellationToken cancellationToken)
    {
        cloud.State.Groups.Put(Changed(request));
        return Task.FromResult(new UpdateSecurityGroupRuleDescriptionsEgressResult { Return = true });
    }

    private GroupRecord Changed(UpdateSecurityGroupRuleDescriptionsEgressRequest request)
    {
        var group = book.Find(request.GroupId, request.GroupName);
        return book.Describe(group, egress: true, request.IpPermissions, request.SecurityGroupRuleDescriptions);
    }
}
