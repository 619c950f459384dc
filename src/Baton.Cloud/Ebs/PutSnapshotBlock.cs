using System.Net;
using Baton.Aws.Wire;
using Baton.Cloud.Json;

namespace Baton.Cloud.Ebs;

internal sealed class PutSnapshotBlock : JsonAction
{
    public override string Service => SnapshotBlocks.Service;

    public override RestBinding Binding { get; } = new("PUT", "/snapshots/{snapshotId}/blocks/{blockIndex}", null, 201);

    public override Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken)
    {
        var cloud = call.Place.Cloud;
        var snapshot = SnapshotBlocks.FindDraft(call.Path["{snapshotId}"], cloud);
        var index = JsonCall.ToNumber("blockIndex", call.Path["{blockIndex}"], 0, SnapshotBlocks.CountOf(snapshot) - 1);
        JsonCall.ToNumber("x-amz-Data-Length", call.Headers.GetValueOrDefault("x-amz-data-length"), SnapshotBlocks.BlockSize, SnapshotBlocks.BlockSize);
        if (call.Body.Length != SnapshotBlocks.BlockSize)
        {
            throw JsonCall.Invalid($"A block has {SnapshotBlocks.BlockSize} bytes, not {call.Body.Length}.");
        }

        if (call.Headers.GetValueOrDefault("x-amz-checksum-algorithm") != "SHA256")
        {
            throw JsonCall.Invalid("The checksum algorithm must be SHA256.");
        }

        var checksum = SnapshotBlocks.Checksum(call.Body);
        if (call.Headers.GetValueOrDefault("x-amz-checksum") != checksum)
        {
            throw JsonCall.Invalid("The checksum is not that of the block.");
        }

        cloud.Places.Drafts.Put(snapshot.SnapshotId, index, call.Body, checksum);
        return Task.FromResult(new JsonAnswer([])
        {
            Status = HttpStatusCode.Created, Headers = new Dictionary<string, string> { ["x-amz-Checksum"] = checksum, ["x-amz-Checksum-Algorithm"] = "SHA256" },
        });
    }
}
