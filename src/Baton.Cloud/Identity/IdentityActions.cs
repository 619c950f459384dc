using Baton.Cloud.Identity.Profiles;
using Baton.Cloud.Identity.Roles;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity;

/// <summary>IAM as far as clients ask it, and who is asking.</summary>
internal static class IdentityActions
{
    public static IEnumerable<CloudAction> All(CloudContext cloud)
    {
        var roles = new RoleBook(cloud);
        var profiles = new InstanceProfileBook(cloud, roles);
        return
        [
            new GetCallerIdentity(cloud),
            new GetUser(cloud),
            new ListAccountAliases(),
            new CreateRole(cloud, roles),
            new GetRole(roles),
            new ListRoles(cloud, roles),
            new DeleteRole(cloud, roles),
            new AttachRolePolicy(cloud, roles),
            new DetachRolePolicy(cloud, roles),
            new ListAttachedRolePolicies(roles),
            new PutRolePolicy(cloud, roles),
            new GetRolePolicy(roles),
            new ListRolePolicies(roles),
            new DeleteRolePolicy(cloud, roles),
            new CreateInstanceProfile(cloud, profiles),
            new GetInstanceProfile(profiles),
            new ListInstanceProfiles(cloud, profiles),
            new ListInstanceProfilesForRole(cloud, profiles, roles),
            new DeleteInstanceProfile(cloud, profiles),
            new AddRoleToInstanceProfile(cloud, profiles, roles),
            new RemoveRoleFromInstanceProfile(cloud, profiles),
        ];
    }
}
