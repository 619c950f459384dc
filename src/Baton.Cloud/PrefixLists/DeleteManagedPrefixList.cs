using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.PrefixLists;

internal sealed class DeleteManagedPrefixList(CloudContext cloud, PrefixListBook book) : TypedAction<DeleteManagedPrefixListRequest, DeleteManagedPrefixListResult>
{
    protected override void Check(DeleteManagedPrefixListRequest request)
    {
        var list = book.Find(request.PrefixListId);
        if (book.Users(list.PrefixListId).FirstOrDefault() is { } group)
        {
            throw Ec2Errors.Dependency($"The prefix list {list.PrefixListId} is in use by {group.GroupId}.");
        }
    }

    protected override Task<DeleteManagedPrefixListResult> HandleAsync(DeleteManagedPrefixListRequest request, CancellationToken cancellationToken)
    {
        var list = book.Find(request.PrefixListId);
        cloud.State.PrefixLists.Remove(list.PrefixListId);
        var shown = book.Show(list, "delete-in-progress");
        cloud.State.TagsOf.Remove(list.PrefixListId);
        return Task.FromResult(new DeleteManagedPrefixListResult { PrefixList = shown });
    }
}
