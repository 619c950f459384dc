using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.SecurityGroups;

internal sealed class AuthorizeSecurityGroupEgress(GroupBook book) : TypedAction<AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult>
{
    protected override void Check(AuthorizeSecurityGroupEgressRequest request)
    {
        request.TagSpecifications.Check("security-group-rule");
        GroupBook.CheckNew(book.Find(request.GroupId, null), Rules(request));
    }

    protected override Task<AuthorizeSecurityGroupEgressResult> HandleAsync(AuthorizeSecurityGroupEgressRequest request, CancellationToken cancellationToken)
    {
        var added = book.Add(book.Find(request.GroupId, null), Rules(request), request.TagSpecifications.For("security-group-rule"));
        return Task.FromResult(new AuthorizeSecurityGroupEgressResult { Return = true, SecurityGroupRules = added });
    }

    private IReadOnlyList<GroupRule> Rules(AuthorizeSecurityGroupEgressRequest request) => book.Parse(
        request.IpPermissions is [] ? GroupRules.OfParts(request.CidrIp, request.IpProtocol, request.FromPort, request.ToPort, request.SourceSecurityGroupName) : request.IpPermissions,
        egress: true);
}
