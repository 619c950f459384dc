using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class RevokeSecurityGroupEgress(GroupBook book) : TypedAction<RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult>
{
    protected override void Check(RevokeSecurityGroupEgressRequest request) => Named(request);

    protected override Task<RevokeSecurityGroupEgressResult> HandleAsync(RevokeSecurityGroupEgressRequest request, CancellationToken cancellationToken)
    {
        book.Remove(book.Find(request.GroupId, null), Named(request));
        return Task.FromResult(new RevokeSecurityGroupEgressResult { Return = true });
    }

    private IReadOnlyList<GroupRule> Named(RevokeSecurityGroupEgressRequest request) => book.FindRules(
        book.Find(request.GroupId, null),
        egress: true,
        request.SecurityGroupRuleIds,
        () => request.IpPermissions is [] ? GroupRules.OfParts(request.CidrIp, request.IpProtocol, request.FromPort, request.ToPort, request.SourceSecurityGroupName) : request.IpPermissions);
}
