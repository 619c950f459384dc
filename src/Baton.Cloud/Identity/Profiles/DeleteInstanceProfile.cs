using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class DeleteInstanceProfile(CloudContext cloud, InstanceProfileBook book) : TypedAction<DeleteInstanceProfileRequest, EmptyResponse>
{
    protected override Task<EmptyResponse> HandleAsync(DeleteInstanceProfileRequest request, CancellationToken cancellationToken)
    {
        var profile = book.Find(request.InstanceProfileName);
        if (profile.RoleName is not null)
        {
            throw IamErrors.Conflict("Cannot delete entity, must remove roles from instance profile first.");
        }

        cloud.State.Profiles.Remove(profile.Name);
        cloud.State.TagsOf.Remove(book.TagsKey(profile.Name));
        return Task.FromResult(new EmptyResponse());
    }
}
