using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Identity.Roles;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class AddRoleToInstanceProfile(CloudContext cloud, InstanceProfileBook book, RoleBook roles) : TypedAction<AddRoleToInstanceProfileRequest, EmptyResponse>
{
    protected override Task<EmptyResponse> HandleAsync(AddRoleToInstanceProfileRequest request, CancellationToken cancellationToken)
    {
        var (profile, role) = (book.Find(request.InstanceProfileName), roles.Find(request.RoleName));
        cloud.State.Profiles.Put(profile.RoleName is null ? profile with { RoleName = role.Name } : throw IamErrors.Limit("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1"));
        return Task.FromResult(new EmptyResponse());
    }
}
