using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class ListAttachedRolePolicies(RoleBook book) : TypedAction<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse>
{
    protected override Task<ListAttachedRolePoliciesResponse> HandleAsync(ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken)
    {
        var page = Page<string>.Of(book.Find(request.RoleName).Attached, request.MaxItems, request.Marker, least: 1);
        return Task.FromResult(new ListAttachedRolePoliciesResponse
        {
            AttachedPolicies = [.. page.Items.Select(arn => new AttachedPolicy { PolicyArn = arn, PolicyName = arn[(arn.LastIndexOf('/') + 1)..] })], IsTruncated = page.NextToken is not null, Marker = page.NextToken,
        });
    }
}
