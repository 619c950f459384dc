using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;
using Baton.Cloud.Server;

namespace Baton.Cloud.Ebs;

internal sealed class ListChangedBlocks : JsonAction
{
    public override string Service => SnapshotBlocks.Service;

    public override RestBinding Binding { get; } = new("GET", "/snapshots/{secondSnapshotId}/changedblocks", null, 200);

    public override async Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var cloud = call.Place.Cloud;
        var second = SnapshotBlocks.Find(call.Path["{secondSnapshotId}"], cloud);
        var first = call.Query.TryGetValue("firstSnapshotId", out var id) ? SnapshotBlocks.Find(id, cloud) : null;
        if (first is not null && first.SizeGiB > second.SizeGiB)
        {
            throw JsonCall.Invalid("The second snapshot must not be smaller than the first.");
        }

        var (before, after) = (first is null ? [] : await cloud.Storage.MapSnapshotAsync(first.SnapshotId, cancellationToken), await cloud.Storage.MapSnapshotAsync(second.SnapshotId, cancellationToken));
        var (had, has) = (SnapshotBlocks.Written(before), SnapshotBlocks.Written(after));

        // Different files may hold equal bytes: only a look at them says.
        async Task<bool> DiffersAsync(int index)
        {
            if (had.Contains(index) != has.Contains(index))
            {
                return true;
            }

            var (one, other) = (await ReadAsync(cloud, first!.SnapshotId, index, cancellationToken), await ReadAsync(cloud, second.SnapshotId, index, cancellationToken));
            return !one.AsSpan().SequenceEqual(other);
        }

        var page = await SnapshotBlocks.PageAsync(SnapshotBlocks.Changed(before, after), call, DiffersAsync);
        return new(new JsonObject
        {
            ["ChangedBlocks"] = new JsonArray(
            [
                .. page.Items.Select(index => new JsonObject
                {
                    ["BlockIndex"] = index,
                    ["FirstBlockToken"] = had.Contains(index) ? SnapshotBlocks.Token(first!.SnapshotId, index) : null,
                    ["SecondBlockToken"] = has.Contains(index) ? SnapshotBlocks.Token(second.SnapshotId, index) : null,
                }),
            ]),
            ["ExpiryTime"] = SnapshotBlocks.ExpiryOf(cloud), ["VolumeSize"] = second.SizeGiB, ["BlockSize"] = SnapshotBlocks.BlockSize, ["NextToken"] = page.NextToken,
        });
    }

    private static async Task<byte[]> ReadAsync(CloudContext cloud, string snapshotId, int index, CancellationToken cancellationToken)
    {
        var block = new byte[SnapshotBlocks.BlockSize];
        await cloud.Storage.ReadSnapshotAsync(snapshotId, (long)index * block.Length, block, cancellationToken);
        return block;
    }
}
