using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.RecycleBin;

/// <summary>Where deleted snapshots and deregistered images go, while a rule says so.</summary>
internal static class Bin
{
    public const string Snapshots = "EBS_SNAPSHOT";
    public const string Images = "EC2_IMAGE";

    /// <summary>Puts a snapshot into the bin, when a rule wants it there.</summary>
    public static bool Takes(CloudContext cloud, SnapshotRecord snapshot) => Takes(cloud, Snapshots, snapshot.SnapshotId, kept => kept with { Snapshot = snapshot });

    public static bool Takes(CloudContext cloud, ImageRecord image) => Takes(cloud, Images, image.ImageId, kept => kept with { Image = image });

    /// <summary>What is in the bin still; what has been there long enough goes for good.</summary>
    public static async Task<IReadOnlyList<BinnedRecord>> ContentAsync(CloudContext cloud, CancellationToken cancellationToken)
    {
        foreach (var over in cloud.State.Binned.All.Where(kept => kept.LeavesAt <= cloud.Now))
        {
            if (over.Snapshot is not null)
            {
                await cloud.Storage.DeleteSnapshotAsync(over.ResourceId, cancellationToken);
            }

            cloud.State.Binned.Remove(over.ResourceId);
            cloud.State.TagsOf.Remove(over.ResourceId);
        }

        return cloud.State.Binned.All;
    }

    private static bool Takes(CloudContext cloud, string resourceType, string id, Func<BinnedRecord, BinnedRecord> fill)
    {
        var tags = cloud.State.Tags(id);
        var rules = cloud.State.BinRules.All.Where(rule => rule.ResourceType == resourceType && (rule.ResourceTags.Count == 0 || rule.ResourceTags.Any(tag => tags.TryGetValue(tag.Key, out var value) && value == tag.Value))).ToList();
        if (rules.Count == 0)
        {
            return false;
        }

        // Of several rules the longest holds.
        cloud.State.Binned.Put(fill(new(id, cloud.Now, cloud.Now.AddDays(rules.Max(rule => rule.RetentionDays)))));
        return true;
    }
}
