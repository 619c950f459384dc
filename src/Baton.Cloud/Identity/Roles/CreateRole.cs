using Baton.Aws.Iam;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Roles;

internal sealed class CreateRole(CloudContext cloud, RoleBook book) : TypedAction<CreateRoleRequest, CreateRoleResponse>
{
    private const int MostRoles = 1000;

    public override string? Missing => "permissions boundaries; nobody can assume it, and its policies decide nothing";

    protected override Task<CreateRoleResponse> HandleAsync(CreateRoleRequest request, CancellationToken cancellationToken)
    {
        var name = IamErrors.CheckName(request.RoleName);
        if (cloud.State.Roles.All.Any(role => string.Equals(role.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw IamErrors.Exists("Role", name);
        }

        if (cloud.State.Roles.All.Count >= MostRoles)
        {
            throw IamErrors.Limit($"Cannot exceed quota for RolesPerAccount: {MostRoles}");
        }

        var tags = Tagging.Checked(request.Tags.Select(tag => new Aws.Ec2.Tag { Key = tag.Key, Value = tag.Value }));
        var role = cloud.State.Roles.Put(new()
        {
            Name = name, RoleId = RoleBook.NewId("AROA"), Path = IamErrors.CheckPath(request.Path), TrustPolicy = IamErrors.CheckDocument(request.AssumeRolePolicyDocument), Description = request.Description,
            MaxSessionSeconds = request.MaxSessionDuration ?? 3600, CreatedAt = cloud.Now,
        });
        cloud.State.SetTags(book.TagsKey(name), tags);
        return Task.FromResult(new CreateRoleResponse { Role = book.Show(role) });
    }
}
