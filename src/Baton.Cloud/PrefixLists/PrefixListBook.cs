using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.SecurityGroups;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.PrefixLists;

/// <summary>Finds prefix lists and shows them.</summary>
internal sealed class PrefixListBook(CloudContext cloud)
{
    public PrefixListRecord Find(string? id) => Find(cloud, id);

    public static PrefixListRecord Find(CloudContext cloud, string? id) =>
        cloud.State.PrefixLists.Find(Ids.Check(id ?? throw Ec2Errors.Missing("PrefixListId"), "pl", "PrefixListID"))
        ?? throw new AwsException("InvalidPrefixListID.NotFound", $"The prefix list ID '{id}' does not exist");

    /// <summary>Groups with a rule that names the list.</summary>
    public IEnumerable<GroupRecord> Users(string id) => cloud.State.Groups.All.Where(group => group.Rules.Any(rule => rule.PrefixListId == id));

    public static PrefixListEntryRecord Entry(AddPrefixListEntry entry) => new(GroupRules.Canonical(entry.Cidr, System.Net.Sockets.AddressFamily.InterNetwork), entry.Description);

    /// <summary>Throws AWS's error for more entries than a list has room for, or for one twice.</summary>
    public static IReadOnlyList<PrefixListEntryRecord> Check(IReadOnlyList<PrefixListEntryRecord> entries, int most)
    {
        if (most is < 1 or > 1000)
        {
            throw Ec2Errors.InvalidValue($"Value ({most}) for parameter MaxEntries is invalid. It must be between 1 and 1000.");
        }

        if (entries.DistinctBy(entry => entry.Cidr).Count() < entries.Count)
        {
            throw Ec2Errors.InvalidValue("The same CIDR block must not appear multiple times.");
        }

        return entries.Count <= most ? entries : throw new AwsException("PrefixListMaxEntriesExceeded", $"The number of entries ({entries.Count}) exceeds the maximum of the prefix list ({most}).");
    }

    public ManagedPrefixList Show(PrefixListRecord list, string state) => new()
    {
        PrefixListId = list.PrefixListId, AddressFamily = "IPv4", State = state, PrefixListName = list.Name, MaxEntries = list.MostEntries, Version = list.Versions.Count, OwnerId = cloud.Options.AccountId,
        PrefixListArn = $"arn:aws:ec2:{cloud.Options.Region}:{cloud.Options.AccountId}:prefix-list/{list.PrefixListId}", Tags = cloud.State.TagList(list.PrefixListId),
    };
}
