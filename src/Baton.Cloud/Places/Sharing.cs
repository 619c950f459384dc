using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Places;

/// <summary>What other accounts of the same region let this one see.</summary>
internal static class Sharing
{
    public static IEnumerable<ImageRecord> VisibleImages(this CloudContext cloud) =>
        cloud.State.Images.All.Concat(Others(cloud).SelectMany(other => other.State.Images.All)
            .Where(image => !image.Stock && (image.Public || image.LaunchAccounts.Contains(cloud.Options.AccountId)) && image.State != "disabled"));

    public static ImageRecord? VisibleImage(this CloudContext cloud, string id) => cloud.State.Images.Find(id) ?? cloud.VisibleImages().FirstOrDefault(image => image.ImageId == id);

    public static IEnumerable<SnapshotRecord> VisibleSnapshots(this CloudContext cloud) =>
        cloud.State.Snapshots.All.Concat(Others(cloud).SelectMany(other => other.State.Snapshots.All)
            .Where(snapshot => !snapshot.Stock && (snapshot.Public || snapshot.SharedWith.Contains(cloud.Options.AccountId))));

    public static SnapshotRecord? VisibleSnapshot(this CloudContext cloud, string id) =>
        cloud.State.Snapshots.Find(id) ?? cloud.VisibleSnapshots().FirstOrDefault(snapshot => snapshot.SnapshotId == id);

    private static IEnumerable<CloudContext> Others(CloudContext cloud) =>
        cloud.Places.All.Select(place => place.Cloud).Where(other => other.Options.Region == cloud.Options.Region && other.Options.AccountId != cloud.Options.AccountId);
}
