using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class AuthorizeSecurityGroupIngress(GroupBook book) : TypedAction<AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult>
{
    protected override void Check(AuthorizeSecurityGroupIngressRequest request)
    {
        request.TagSpecifications.Check("security-group-rule");
        GroupBook.CheckNew(book.Find(request.GroupId, request.GroupName), Rules(request));
    }

    protected override Task<AuthorizeSecurityGroupIngressResult> HandleAsync(AuthorizeSecurityGroupIngressRequest request, CancellationToken cancellationToken)
    {
        var added = book.Add(book.Find(request.GroupId, request.GroupName), Rules(request), request.TagSpecifications.For("security-group-rule"));
        return Task.FromResult(new AuthorizeSecurityGroupIngressResult { Return = true, SecurityGroupRules = added });
    }

    private IReadOnlyList<GroupRule> Rules(AuthorizeSecurityGroupIngressRequest request) => book.Parse(
        request.IpPermissions is [] ? GroupRules.OfParts(request.CidrIp, request.IpProtocol, request.FromPort, request.ToPort, request.SourceSecurityGroupName) : request.IpPermissions,
        egress: false);
}
