using Baton.Aws.Iam;
using Baton.Cloud.Identity.Roles;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class InstanceProfileBook(CloudContext cloud, RoleBook roles)
{
    public ProfileRecord Find(string? name) => cloud.State.Profiles.Find(name) ?? throw IamErrors.NoSuch("Instance Profile", name);

    public string TagsKey(string name) => $"arn:aws:iam::{cloud.Options.AccountId}:instance-profile/{name}";

    public InstanceProfile Show(ProfileRecord profile) => new()
    {
        Path = profile.Path, InstanceProfileName = profile.Name, InstanceProfileId = profile.ProfileId, Arn = $"arn:aws:iam::{cloud.Options.AccountId}:instance-profile{profile.Path}{profile.Name}",
        CreateDate = profile.CreatedAt, Roles = cloud.State.Roles.Find(profile.RoleName) is { } role ? [roles.Show(role)] : [],
        Tags = [.. cloud.State.Tags(TagsKey(profile.Name)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Tag { Key = pair.Key, Value = pair.Value })],
    };
}
