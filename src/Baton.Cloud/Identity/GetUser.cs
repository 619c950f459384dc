using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity;

internal sealed class GetUser(CloudContext cloud) : TypedAction<GetUserRequest, GetUserResponse>
{
    /// <summary>Whose every key of an account is.</summary>
    public const string UserName = "local";

    public override string? Missing => "every key is its account's user \"local\", and there are no others";

    protected override Task<GetUserResponse> HandleAsync(GetUserRequest request, CancellationToken cancellationToken) =>
        request.UserName is null or UserName
            ? Task.FromResult(new GetUserResponse
            {
                User = new() { Path = "/", UserName = UserName, UserId = GetCallerIdentity.UserId, Arn = GetCallerIdentity.ArnOf(cloud), CreateDate = DateTimeOffset.UnixEpoch },
            })
            : throw IamErrors.NoSuch("The user", request.UserName);
}
