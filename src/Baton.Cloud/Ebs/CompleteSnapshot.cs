using System.Net;
using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Cloud.Storage;

namespace Baton.Cloud.Ebs;

internal sealed class CompleteSnapshot : JsonAction
{
    public override string Service => SnapshotBlocks.Service;

    public override RestBinding Binding { get; } = new("POST", "/snapshots/completion/{snapshotId}", null, 202);

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var cloud = call.Place.Cloud;
        var snapshot = SnapshotBlocks.FindDraft(call.Path["{snapshotId}"], cloud);
        var blocks = cloud.Places.Drafts.Blocks(snapshot.SnapshotId);
        var count = JsonCall.ToNumber("x-amz-ChangedBlocksCount", call.Headers.GetValueOrDefault("x-amz-changedblockscount"), 0, int.MaxValue);
        if (count != blocks.Count)
        {
            throw JsonCall.Invalid($"The snapshot has {blocks.Count} changed blocks, not {count}.");
        }

        CheckChecksum(call, blocks);

        // Whoever waits for it is told by its state, as on AWS.
        call.Place.Lifecycle.InBackground($"complete {snapshot.SnapshotId}", () => CompleteAsync(cloud, snapshot, blocks, call.Place.Lifecycle.Ended));
        return Task.FromResult(new JsonAnswer(new JsonObject { ["Status"] = "pending" }) { Status = HttpStatusCode.Accepted });
    }

    private static void CheckChecksum(JsonCall call, SortedDictionary<int, string> blocks)
    {
        if (!call.Headers.TryGetValue("x-amz-checksum", out var checksum))
        {
            return;
        }

        if (call.Headers.GetValueOrDefault("x-amz-checksum-algorithm", "SHA256") != "SHA256" || call.Headers.GetValueOrDefault("x-amz-checksum-aggregation-method", "LINEAR") != "LINEAR")
        {
            throw JsonCall.Invalid("Checksums are SHA256, and their aggregation LINEAR.");
        }

        if (checksum != SnapshotDrafts.Aggregate(blocks.Values))
        {
            throw JsonCall.Invalid("The checksum is not that of the blocks.");
        }
    }

    private static async Task CompleteAsync(CloudContext cloud, SnapshotRecord snapshot, SortedDictionary<int, string> blocks, CancellationToken cancellationToken)
    {
        string? error = null;
        try
        {
            if (snapshot.ParentSnapshotId is { } parent)
            {
                await InheritAsync(cloud, snapshot.SnapshotId, parent, blocks, cancellationToken);
            }

            await cloud.Storage.ImportSnapshotAsync(snapshot.SnapshotId, cloud.Places.Drafts.Finish(snapshot.SnapshotId), cancellationToken);
        }
        catch (Exception failure) when (failure is StorageException or IOException)
        {
            error = failure.Message;
        }

        await cloud.ChangeAsync(() =>
        {
            // Deleted while it was completed: what was imported goes with the next start of the cloud.
            if (cloud.State.Snapshots.Find(snapshot.SnapshotId) is { } now)
            {
                cloud.State.Snapshots.Put(now with { Pending = false, Error = error });
            }
        }, CancellationToken.None);
        cloud.Places.Drafts.Delete(snapshot.SnapshotId);
    }

    /// <summary>Takes from the parent what the client has not put.</summary>
    private static async Task InheritAsync(CloudContext cloud, string snapshotId, string parentId, SortedDictionary<int, string> blocks, CancellationToken cancellationToken)
    {
        var block = new byte[SnapshotBlocks.BlockSize];
        foreach (var index in SnapshotBlocks.Written(await cloud.Storage.MapSnapshotAsync(parentId, cancellationToken)).Where(index => !blocks.ContainsKey(index)))
        {
            await cloud.Storage.ReadSnapshotAsync(parentId, (long)index * block.Length, block, cancellationToken);
            cloud.Places.Drafts.Write(snapshotId, (long)index * block.Length, block);
        }
    }
}
