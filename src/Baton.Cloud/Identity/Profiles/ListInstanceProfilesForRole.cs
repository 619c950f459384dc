using Baton.Aws.Iam;
using Baton.Cloud.Identity.Roles;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class ListInstanceProfilesForRole(CloudContext cloud, InstanceProfileBook book, RoleBook roles) : TypedAction<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse>
{
    protected override Task<ListInstanceProfilesForRoleResponse> HandleAsync(ListInstanceProfilesForRoleRequest request, CancellationToken cancellationToken)
    {
        var role = roles.Find(request.RoleName);
        var page = Page<ProfileRecord>.Of(cloud.State.Profiles.All.Where(profile => profile.RoleName == role.Name), request.MaxItems, request.Marker, least: 1);
        return Task.FromResult(new ListInstanceProfilesForRoleResponse { InstanceProfiles = [.. page.Items.Select(book.Show)], IsTruncated = page.NextToken is not null, Marker = page.NextToken });
    }
}
