using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.Ebs;

internal sealed class ListSnapshotBlocks : JsonAction
{
    public override string Service => SnapshotBlocks.Service;

    public override RestBinding Binding { get; } = new("GET", "/snapshots/{snapshotId}/blocks", null, 200);

    public override async Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var cloud = call.Place.Cloud;
        var snapshot = SnapshotBlocks.Find(call.Path["{snapshotId}"], cloud);
        var page = await SnapshotBlocks.PageAsync(SnapshotBlocks.Written(await cloud.Storage.MapSnapshotAsync(snapshot.SnapshotId, cancellationToken)), call, _ => Task.FromResult(true));
        return new(new JsonObject
        {
            ["Blocks"] = new JsonArray([.. page.Items.Select(index => new JsonObject { ["BlockIndex"] = index, ["BlockToken"] = SnapshotBlocks.Token(snapshot.SnapshotId, index) })]),
            ["ExpiryTime"] = SnapshotBlocks.ExpiryOf(cloud), ["VolumeSize"] = snapshot.SizeGiB, ["BlockSize"] = SnapshotBlocks.BlockSize, ["NextToken"] = page.NextToken,
        });
    }
}
