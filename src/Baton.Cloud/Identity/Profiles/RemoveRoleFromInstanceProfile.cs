using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class RemoveRoleFromInstanceProfile(CloudContext cloud, InstanceProfileBook book) : TypedAction<RemoveRoleFromInstanceProfileRequest, EmptyResponse>
{
    protected override Task<EmptyResponse> HandleAsync(RemoveRoleFromInstanceProfileRequest request, CancellationToken cancellationToken)
    {
        var profile = book.Find(request.InstanceProfileName);
        cloud.State.Profiles.Put(profile.RoleName == request.RoleName ? profile with { RoleName = null } : throw IamErrors.NoSuch("The role", request.RoleName));
        return Task.FromResult(new EmptyResponse());
    }
}
