using Baton.Aws.Ec2;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.PrefixLists;

internal sealed class GetManagedPrefixListEntries(PrefixListBook book) : TypedAction<GetManagedPrefixListEntriesRequest, GetManagedPrefixListEntriesResult>
{
    protected override Task<GetManagedPrefixListEntriesResult> HandleAsync(GetManagedPrefixListEntriesRequest request, CancellationToken cancellationToken)
    {
        var list = book.Find(request.PrefixListId);
        var version = request.TargetVersion ?? list.Versions.Count;
        if (version < 1 || version > list.Versions.Count)
        {
            throw Ec2Errors.InvalidValue($"The prefix list {list.PrefixListId} has no version {version}.");
        }

        var page = Page<PrefixListEntryRecord>.Of(list.Versions[(int)version - 1], request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new GetManagedPrefixListEntriesResult { Entries = [.. page.Items.Select(entry => new PrefixListEntry { Cidr = entry.Cidr, Description = entry.Description })], NextToken = page.NextToken });
    }
}
