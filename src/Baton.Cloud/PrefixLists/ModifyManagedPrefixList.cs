using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Instances;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.PrefixLists;

internal sealed class ModifyManagedPrefixList(CloudContext cloud, PrefixListBook book, Firewall firewall) : TypedAction<ModifyManagedPrefixListRequest, ModifyManagedPrefixListResult>
{
    protected override void Check(ModifyManagedPrefixListRequest request) => Changed(request);

    protected override Task<ModifyManagedPrefixListResult> HandleAsync(ModifyManagedPrefixListRequest request, CancellationToken cancellationToken)
    {
        var changed = cloud.State.PrefixLists.Put(Changed(request));
        // Who is protected by the list knows at once.
        firewall.Push();
        return Task.FromResult(new ModifyManagedPrefixListResult { PrefixList = book.Show(changed, "modify-in-progress") });
    }

    private PrefixListRecord Changed(ModifyManagedPrefixListRequest request)
    {
        var list = book.Find(request.PrefixListId);
        var changes = request.AddEntries.Count + request.RemoveEntries.Count > 0;
        if (changes && request.CurrentVersion != list.Versions.Count)
        {
            throw new AwsException("PrefixListVersionMismatch", $"The prefix list has the incorrect version number: it is {list.Versions.Count}.");
        }

        var gone = request.RemoveEntries.Select(entry => entry.Cidr).ToHashSet();
        if (gone.FirstOrDefault(cidr => !list.Entries.Any(entry => entry.Cidr == cidr)) is { } unknown)
        {
            throw Ec2Errors.InvalidValue($"The prefix list has no entry '{unknown}'.");
        }

        // An entry that is added again has a new description.
        var added = request.AddEntries.Select(PrefixListBook.Entry).ToList();
        var entries = list.Entries.Where(entry => !gone.Contains(entry.Cidr) && !added.Exists(other => other.Cidr == entry.Cidr)).Concat(added).ToList();
        var most = request.MaxEntries ?? list.MostEntries;
        PrefixListBook.Check(entries, most);
        return list with { Name = request.PrefixListName ?? list.Name, MostEntries = most, Versions = changes ? [.. list.Versions, entries] : list.Versions };
    }
}
