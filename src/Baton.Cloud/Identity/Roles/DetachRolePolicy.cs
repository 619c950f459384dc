using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class DetachRolePolicy(CloudContext cloud, RoleBook book) : TypedAction<DetachRolePolicyRequest, EmptyResponse>
{
    protected override Task<EmptyResponse> HandleAsync(DetachRolePolicyRequest request, CancellationToken cancellationToken)
    {
        var role = book.Find(request.RoleName);
        cloud.State.Roles.Put(role.Attached.Contains(request.PolicyArn!) ? role with { Attached = [.. role.Attached.Where(arn => arn != request.PolicyArn)] } : throw IamErrors.NoSuch("The policy", request.PolicyArn));
        return Task.FromResult(new EmptyResponse());
    }
}
