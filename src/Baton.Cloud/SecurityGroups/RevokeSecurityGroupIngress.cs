using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class RevokeSecurityGroupIngress(GroupBook book) : TypedAction<RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult>
{
    protected override void Check(RevokeSecurityGroupIngressRequest request) => Named(request);

    protected override Task<RevokeSecurityGroupIngressResult> HandleAsync(RevokeSecurityGroupIngressRequest request, CancellationToken cancellationToken)
    {
        book.Remove(book.Find(request.GroupId, request.GroupName), Named(request));
        return Task.FromResult(new RevokeSecurityGroupIngressResult { Return = true });
    }

    private IReadOnlyList<GroupRule> Named(RevokeSecurityGroupIngressRequest request) => book.FindRules(
        book.Find(request.GroupId, request.GroupName),
        egress: false,
        request.SecurityGroupRuleIds,
        () => request.IpPermissions is [] ? GroupRules.OfParts(request.CidrIp, request.IpProtocol, request.FromPort, request.ToPort, request.SourceSecurityGroupName) : request.IpPermissions);
}
