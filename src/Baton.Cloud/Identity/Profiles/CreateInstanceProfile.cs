using Baton.Aws.Iam;
using Baton.Cloud.Identity.Roles;
using Baton.Cloud.Server;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class CreateInstanceProfile(CloudContext cloud, InstanceProfileBook book) : TypedAction<CreateInstanceProfileRequest, CreateInstanceProfileResponse>
{
    private const int MostProfiles = 1000;

    public override string? Missing => "kept and shown: guests get no credentials, and EC2 takes any name for a profile";

    protected override Task<CreateInstanceProfileResponse> HandleAsync(CreateInstanceProfileRequest request, CancellationToken cancellationToken)
    {
        var name = IamErrors.CheckName(request.InstanceProfileName);
        if (cloud.State.Profiles.All.Any(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw IamErrors.Exists("Instance Profile", name);
        }

        if (cloud.State.Profiles.All.Count >= MostProfiles)
        {
            throw IamErrors.Limit($"Cannot exceed quota for InstanceProfilesPerAccount: {MostProfiles}");
        }

        var tags = Tagging.Checked(request.Tags.Select(tag => new Aws.Ec2.Tag { Key = tag.Key, Value = tag.Value }));
        var made = cloud.State.Profiles.Put(new() { Name = name, ProfileId = RoleBook.NewId("AIPA"), Path = IamErrors.CheckPath(request.Path), CreatedAt = cloud.Now });
        cloud.State.SetTags(book.TagsKey(name), tags);
        return Task.FromResult(new CreateInstanceProfileResponse { InstanceProfile = book.Show(made) });
    }
}
