using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class GetInstanceProfile(InstanceProfileBook book) : TypedAction<GetInstanceProfileRequest, GetInstanceProfileResponse>
{
    protected override Task<GetInstanceProfileResponse> HandleAsync(GetInstanceProfileRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new GetInstanceProfileResponse { InstanceProfile = book.Show(book.Find(request.InstanceProfileName)) });
}
