using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class DeleteRole(CloudContext cloud, RoleBook book) : TypedAction<DeleteRoleRequest, EmptyResponse>
{
    protected override Task<EmptyResponse> HandleAsync(DeleteRoleRequest request, CancellationToken cancellationToken)
    {
        var role = book.Find(request.RoleName);
        if (cloud.State.Profiles.All.Any(profile => profile.RoleName == role.Name))
        {
            throw IamErrors.Conflict("Cannot delete entity, must remove roles from instance profile first.");
        }

        if (role.Attached.Count + role.Inline.Count > 0)
        {
            throw IamErrors.Conflict("Cannot delete entity, must detach all policies first.");
        }

        cloud.State.Roles.Remove(role.Name);
        cloud.State.TagsOf.Remove(book.TagsKey(role.Name));
        return Task.FromResult(new EmptyResponse());
    }
}
