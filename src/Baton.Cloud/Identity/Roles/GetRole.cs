using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class GetRole(RoleBook book) : TypedAction<GetRoleRequest, GetRoleResponse>
{
    protected override Task<GetRoleResponse> HandleAsync(GetRoleRequest request, CancellationToken cancellationToken) => Task.FromResult(new GetRoleResponse { Role = book.Show(book.Find(request.RoleName)) });
}
