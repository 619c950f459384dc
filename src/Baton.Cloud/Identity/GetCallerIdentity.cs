using Baton.Aws.Sts;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity;

internal sealed class GetCallerIdentity(CloudContext cloud) : TypedAction<GetCallerIdentityRequest, GetCallerIdentityResponse>
{
    public const string UserId = "AIDALOCALCLOUDUSER000";

    public override string? Missing => "users and roles: every key is its account's user \"local\"";

    public static string ArnOf(CloudContext cloud) => $"arn:aws:iam::{cloud.Options.AccountId}:user/{GetUser.UserName}";

    protected override Task<GetCallerIdentityResponse> HandleAsync(GetCallerIdentityRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new GetCallerIdentityResponse { UserId = UserId, Account = cloud.Options.AccountId, Arn = ArnOf(cloud) });
}
