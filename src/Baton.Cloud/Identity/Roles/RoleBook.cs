using System.Security.Cryptography;
using Baton.Aws.Iam;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Identity.Roles;

internal sealed class RoleBook(CloudContext cloud)
{
    private const string IdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public RoleRecord Find(string? name) => cloud.State.Roles.Find(name) ?? throw IamErrors.NoSuch("The role", name);

    public static string NewId(string prefix) => $"{prefix}{RandomNumberGenerator.GetString(IdLetters, 17)}";

    public string TagsKey(string name) => $"arn:aws:iam::{cloud.Options.AccountId}:role/{name}";

    public Role Show(RoleRecord role) => new()
    {
        Path = role.Path, RoleName = role.Name, RoleId = role.RoleId, Arn = $"arn:aws:iam::{cloud.Options.AccountId}:role{role.Path}{role.Name}", CreateDate = role.CreatedAt,
        AssumeRolePolicyDocument = IamErrors.Encoded(role.TrustPolicy), Description = role.Description, MaxSessionDuration = role.MaxSessionSeconds,
        Tags = [.. cloud.State.Tags(TagsKey(role.Name)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Tag { Key = pair.Key, Value = pair.Value })],
    };
}
