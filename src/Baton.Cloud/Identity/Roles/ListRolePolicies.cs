using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class ListRolePolicies(RoleBook book) : TypedAction<ListRolePoliciesRequest, ListRolePoliciesResponse>
{
    protected override Task<ListRolePoliciesResponse> HandleAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken)
    {
        var page = Page<string>.Of(book.Find(request.RoleName).Inline.Keys.Order(StringComparer.Ordinal), request.MaxItems, request.Marker, least: 1);
        return Task.FromResult(new ListRolePoliciesResponse { PolicyNames = page.Items, IsTruncated = page.NextToken is not null, Marker = page.NextToken });
    }
}
