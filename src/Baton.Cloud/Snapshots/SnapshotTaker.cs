using Baton.Cloud.Faults;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.Snapshots;

/// <summary>Takes snapshots of several volumes at one point in time and writes them down.</summary>
internal sealed class SnapshotTaker(CloudContext cloud)
{
    // Whoever asks for a failing snapshot means the next one, whichever action makes it.
    private static readonly string[] Makers = ["CreateSnapshots", "CreateSnapshot", "CreateImage"];

    public async Task<IReadOnlyList<SnapshotRecord>> TakeAsync(
        IReadOnlyList<(string SnapshotId, VolumeRecord Volume)> pairs, string description, Func<VolumeRecord, IReadOnlyDictionary<string, string>> tagsOf, CancellationToken cancellationToken)
    {
        var error = Makers.Any(action => cloud.Faults.Take(action, FaultKind.SnapshotError) is not null) ? "Asked for by a fault." : null;
        foreach (var (snapshotId, volume) in pairs)
        {
            // Before the data: a snapshot that exists without its tags could not be found again.
            cloud.State.SetTags(snapshotId, tagsOf(volume));
        }

        try
        {
            await cloud.Storage.CreateSnapshotsAsync([.. pairs.Select(pair => (pair.SnapshotId, pair.Volume.VolumeId))], cancellationToken);
        }
        catch (Storage.StorageException)
        {
            foreach (var (snapshotId, _) in pairs)
            {
                cloud.State.TagsOf.Remove(snapshotId);
            }

            throw;
        }

        return
        [
            .. pairs.Select(pair => cloud.State.Snapshots.Put(new()
            {
                SnapshotId = pair.SnapshotId,
                VolumeId = pair.Volume.VolumeId,
                SizeGiB = pair.Volume.SizeGiB,
                Description = description,
                StartTime = cloud.Now,
                OwnerId = cloud.Options.AccountId,
                Encrypted = pair.Volume.Encrypted,
                KmsKeyId = pair.Volume.KmsKeyId,
                Error = error,
            })),
        ];
    }
}
