using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class DeleteRolePolicy(CloudContext cloud, RoleBook book) : TypedAction<DeleteRolePolicyRequest, EmptyResponse>
{
    protected override Task<EmptyResponse> HandleAsync(DeleteRolePolicyRequest request, CancellationToken cancellationToken)
    {
        var role = book.Find(request.RoleName);
        var left = role.Inline.Where(pair => pair.Key != request.PolicyName).ToDictionary();
        cloud.State.Roles.Put(left.Count < role.Inline.Count ? role with { Inline = left } : throw IamErrors.NoSuch("The role policy", request.PolicyName));
        return Task.FromResult(new EmptyResponse());
    }
}
