using Baton.Aws.Iam;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Identity.Profiles;

internal sealed class ListInstanceProfiles(CloudContext cloud, InstanceProfileBook book) : TypedAction<ListInstanceProfilesRequest, ListInstanceProfilesResponse>
{
    protected override Task<ListInstanceProfilesResponse> HandleAsync(ListInstanceProfilesRequest request, CancellationToken cancellationToken)
    {
        var found = cloud.State.Profiles.All.Where(profile => profile.Path.StartsWith(request.PathPrefix ?? "/", StringComparison.Ordinal));
        var page = Page<ProfileRecord>.Of(found, request.MaxItems, request.Marker, least: 1);
        return Task.FromResult(new ListInstanceProfilesResponse { InstanceProfiles = [.. page.Items.Select(book.Show)], IsTruncated = page.NextToken is not null, Marker = page.NextToken });
    }
}
