using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.PrefixLists;

internal sealed class GetManagedPrefixListAssociations(CloudContext cloud, PrefixListBook book) : TypedAction<GetManagedPrefixListAssociationsRequest, GetManagedPrefixListAssociationsResult>
{
    protected override Task<GetManagedPrefixListAssociationsResult> HandleAsync(GetManagedPrefixListAssociationsRequest request, CancellationToken cancellationToken)
    {
        var page = Page<GroupRecord>.Of(book.Users(book.Find(request.PrefixListId).PrefixListId), request.MaxResults, request.NextToken);
        return Task.FromResult(new GetManagedPrefixListAssociationsResult
        {
            PrefixListAssociations = [.. page.Items.Select(group => new PrefixListAssociation { ResourceId = group.GroupId, ResourceOwner = cloud.Options.AccountId })], NextToken = page.NextToken,
        });
    }
}
