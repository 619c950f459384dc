using Baton.Aws.Iam;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Identity.Roles;

internal sealed class ListRoles(CloudContext cloud, RoleBook book) : TypedAction<ListRolesRequest, ListRolesResponse>
{
    protected override Task<ListRolesResponse> HandleAsync(ListRolesRequest request, CancellationToken cancellationToken)
    {
        var found = cloud.State.Roles.All.Where(role => role.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal));
        var page = Page<RoleRecord>.Of(found, request.MaxItems, request.Marker, least: 1);
        return Task.FromResult(new ListRolesResponse { Roles = [.. page.Items.Select(book.Show)], IsTruncated = page.NextToken is not null, Marker = page.NextToken });
    }
}
