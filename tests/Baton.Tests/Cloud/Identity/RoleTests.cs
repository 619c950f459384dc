using Baton.Aws.Iam;

namespace Baton.Tests.Cloud.Identity;

public sealed class RoleTests
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[]}""";

    [Fact]
    public async Task A_role_and_its_profile_are_kept_and_go_only_when_nothing_holds_them()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var role = (await cloud.SendAsync(new CreateRoleRequest { RoleName = "app", AssumeRolePolicyDocument = Trust, Tags = [new() { Key = "for", Value = "tests" }] })).Role!;
        await cloud.SendAsync(new AttachRolePolicyRequest { RoleName = "app", PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess" });
        await cloud.SendAsync(new PutRolePolicyRequest { RoleName = "app", PolicyName = "own", PolicyDocument = Trust });
        await cloud.SendAsync(new CreateInstanceProfileRequest { InstanceProfileName = "app" });
        await cloud.SendAsync(new AddRoleToInstanceProfileRequest { InstanceProfileName = "app", RoleName = "app" });

        await cloud.DownAsync();
        await cloud.UpAsync();

        var profile = (await cloud.SendAsync(new GetInstanceProfileRequest { InstanceProfileName = "app" })).InstanceProfile!;
        Assert.Equal(role.Arn, Assert.Single(profile.Roles).Arn);
        Assert.Equal("tests", Assert.Single(profile.Roles[0].Tags).Value);
        Assert.Equal(Trust, Uri.UnescapeDataString((await cloud.SendAsync(new GetRolePolicyRequest { RoleName = "app", PolicyName = "own" })).PolicyDocument!));
        Assert.Equal("ReadOnlyAccess", Assert.Single((await cloud.SendAsync(new ListAttachedRolePoliciesRequest { RoleName = "app" })).AttachedPolicies).PolicyName);
        Assert.Equal("DeleteConflict", await cloud.RefusedAsync(new DeleteRoleRequest { RoleName = "app" }));
        Assert.Equal("DeleteConflict", await cloud.RefusedAsync(new DeleteInstanceProfileRequest { InstanceProfileName = "app" }));
        await cloud.SendAsync(new RemoveRoleFromInstanceProfileRequest { InstanceProfileName = "app", RoleName = "app" });
        await cloud.SendAsync(new DeleteInstanceProfileRequest { InstanceProfileName = "app" });
        await cloud.SendAsync(new DetachRolePolicyRequest { RoleName = "app", PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess" });
        Assert.Equal("DeleteConflict", await cloud.RefusedAsync(new DeleteRoleRequest { RoleName = "app" }));
        await cloud.SendAsync(new DeleteRolePolicyRequest { RoleName = "app", PolicyName = "own" });
        await cloud.SendAsync(new DeleteRoleRequest { RoleName = "app" });
        Assert.Equal("NoSuchEntity", await cloud.RefusedAsync(new GetRoleRequest { RoleName = "app" }));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_as_on_AWS()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var role = new CreateRoleRequest { RoleName = "app", AssumeRolePolicyDocument = Trust };
        await cloud.SendAsync(role);

        Assert.Equal("EntityAlreadyExists", await cloud.RefusedAsync(role with { RoleName = "APP" }));
        Assert.Equal("ValidationError", await cloud.RefusedAsync(role with { RoleName = "a b" }));
        Assert.Equal("MalformedPolicyDocument", await cloud.RefusedAsync(role with { RoleName = "b", AssumeRolePolicyDocument = "{" }));
        Assert.Equal("ValidationError", await cloud.RefusedAsync(new CreateRoleRequest { RoleName = "c" }));
        Assert.Equal("NoSuchEntity", await cloud.RefusedAsync(new GetUserRequest { UserName = "somebody" }));
        Assert.EndsWith(":user/local", (await cloud.SendAsync(new GetUserRequest())).User!.Arn, StringComparison.Ordinal);
    }
}
