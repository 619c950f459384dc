using Baton.Aws.Sts;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity;

internal sealed class GetCallerIdentity(CloudContext cloud) : TypedAction<GetCallerIdentityRequest, GetCallerIdentityResponse>
{
    public override string? Missing => "users and roles: every key is its account's user \"local\"";

    protected override Task<GetCallerIdentityResponse> HandleAsync(GetCallerIdentityRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new GetCallerIdentityResponse
        {
            UserId = "AIDALOCALCLOUDUSER000", Account = cloud.Options.AccountId, Arn = $"arn:aws:iam::{cloud.Options.AccountId}:user/local",
        });
}
