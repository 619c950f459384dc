using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.PrefixLists;

internal sealed class DescribeManagedPrefixLists(CloudContext cloud, PrefixListBook book) : TypedAction<DescribeManagedPrefixListsRequest, DescribeManagedPrefixListsResult>
{
    private static readonly FilterSet<ManagedPrefixList> Filters = new(
        list => Fields.Tags(list.Tags),
        new Dictionary<string, Func<ManagedPrefixList, IEnumerable<string?>>>
        {
            ["owner-id"] = list => Fields.One(list.OwnerId),
            ["prefix-list-id"] = list => Fields.One(list.PrefixListId),
            ["prefix-list-name"] = list => Fields.One(list.PrefixListName),
        });

    public override string? Missing => "lists of AWS's own";

    protected override Task<DescribeManagedPrefixListsResult> HandleAsync(DescribeManagedPrefixListsRequest request, CancellationToken cancellationToken)
    {
        var lists = request.PrefixListIds is [] ? cloud.State.PrefixLists.All : request.PrefixListIds.Select(book.Find);
        var shown = lists.Select(list => book.Show(list, list.Versions.Count == 1 ? "create-complete" : "modify-complete"));
        var page = Page<ManagedPrefixList>.Of(Filters.Apply(shown, request.Filters), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeManagedPrefixListsResult { PrefixLists = page.Items, NextToken = page.NextToken });
    }
}
