using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;

namespace Baton.Cloud.PrefixLists;

internal sealed class RestoreManagedPrefixListVersion(CloudContext cloud, PrefixListBook book, Firewall firewall) : TypedAction<RestoreManagedPrefixListVersionRequest, RestoreManagedPrefixListVersionResult>
{
    protected override void Check(RestoreManagedPrefixListVersionRequest request)
    {
        var list = book.Find(request.PrefixListId);
        if (request.CurrentVersion != list.Versions.Count)
        {
            throw new AwsException("PrefixListVersionMismatch", $"The prefix list has the incorrect version number: it is {list.Versions.Count}.");
        }

        if (request.PreviousVersion is not { } previous || previous < 1 || previous > list.Versions.Count)
        {
            throw Ec2Errors.InvalidValue($"The prefix list {list.PrefixListId} has no version {request.PreviousVersion}.");
        }

        PrefixListBook.Check(list.Versions[(int)previous - 1], list.MostEntries);
    }

    protected override Task<RestoreManagedPrefixListVersionResult> HandleAsync(RestoreManagedPrefixListVersionRequest request, CancellationToken cancellationToken)
    {
        var list = book.Find(request.PrefixListId);
        var restored = cloud.State.PrefixLists.Put(list with { Versions = [.. list.Versions, list.Versions[(int)request.PreviousVersion!.Value - 1]] });
        firewall.Push();
        return Task.FromResult(new RestoreManagedPrefixListVersionResult { PrefixList = book.Show(restored, "restore-in-progress") });
    }
}
