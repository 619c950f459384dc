using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class GetRolePolicy(RoleBook book) : TypedAction<GetRolePolicyRequest, GetRolePolicyResponse>
{
    protected override Task<GetRolePolicyResponse> HandleAsync(GetRolePolicyRequest request, CancellationToken cancellationToken)
    {
        var role = book.Find(request.RoleName);
        var document = role.Inline.GetValueOrDefault(request.PolicyName!) ?? throw IamErrors.NoSuch("The role policy", request.PolicyName);
        return Task.FromResult(new GetRolePolicyResponse { RoleName = role.Name, PolicyName = request.PolicyName, PolicyDocument = IamErrors.Encoded(document) });
    }
}
