using Baton.Aws.Iam;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class PutRolePolicy(CloudContext cloud, RoleBook book) : TypedAction<PutRolePolicyRequest, EmptyResponse>
{
    public override string? Missing => "kept and shown";

    protected override Task<EmptyResponse> HandleAsync(PutRolePolicyRequest request, CancellationToken cancellationToken)
    {
        var role = book.Find(request.RoleName);
        cloud.State.Roles.Put(role with { Inline = new Dictionary<string, string>(role.Inline) { [IamErrors.CheckName(request.PolicyName)] = IamErrors.CheckDocument(request.PolicyDocument) } });
        return Task.FromResult(new EmptyResponse());
    }
}
