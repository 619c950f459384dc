using System.Globalization;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.Ebs;

internal sealed class GetSnapshotBlock : JsonAction
{
    public override string Service => SnapshotBlocks.Service;

    public override RestBinding Binding { get; } = new("GET", "/snapshots/{snapshotId}/blocks/{blockIndex}", null, 200);

    public override async Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var cloud = call.Place.Cloud;
        var snapshot = SnapshotBlocks.Find(call.Path["{snapshotId}"], cloud);
        var index = JsonCall.ToNumber("blockIndex", call.Path["{blockIndex}"], 0, SnapshotBlocks.CountOf(snapshot) - 1);
        if (call.Query.GetValueOrDefault("blockToken") != SnapshotBlocks.Token(snapshot.SnapshotId, index))
        {
            throw JsonCall.Invalid("The block token is not that of this block.");
        }

        var block = new byte[SnapshotBlocks.BlockSize];
        await cloud.Storage.ReadSnapshotAsync(snapshot.SnapshotId, (long)index * block.Length, block, cancellationToken);
        return new(null, block)
        {
            Headers = new Dictionary<string, string>
            {
                ["x-amz-Data-Length"] = block.Length.ToString(CultureInfo.InvariantCulture), ["x-amz-Checksum"] = SnapshotBlocks.Checksum(block), ["x-amz-Checksum-Algorithm"] = "SHA256",
            },
        };
    }
}
