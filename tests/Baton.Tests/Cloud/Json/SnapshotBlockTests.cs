using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Ec2;
using Baton.Cloud.Ebs;
using Baton.Cloud.Storage;

namespace Baton.Tests.Cloud.Json;

public sealed class SnapshotBlockTests
{
    private static readonly byte[] s_block = [.. Enumerable.Range(0, SnapshotBlocks.BlockSize).Select(number => (byte)number)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_is_pending_until_it_is_completed_with_as_many_blocks_as_were_put()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var ebs = new JsonClient(cloud, "ebs");
        var (created, started) = await ebs.SendAsync("POST", "/snapshots", """{"VolumeSize":1,"ClientToken":"once","Tags":[{"Key":"a","Value":"b"}]}"""u8.ToArray());
        var id = (string)started["SnapshotId"]!;

        Assert.Equal((HttpStatusCode.Created, "pending"), (created, (await ShowAsync(cloud, id)).State));
        Assert.Equal(id, (string?)(await ebs.SendAsync("POST", "/snapshots", """{"VolumeSize":1,"ClientToken":"once"}"""u8.ToArray())).Answer["SnapshotId"]);
        Assert.Equal("ConflictException", (string?)(await ebs.SendAsync("POST", "/snapshots", """{"VolumeSize":2,"ClientToken":"once"}"""u8.ToArray())).Answer["__type"]);
        Assert.Equal("IncorrectState", await cloud.RefusedAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", SnapshotId = id }));
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(ebs, id, 3, Checksum(s_block))).Status);
        Assert.Equal("ValidationException", (string?)(await PutAsync(ebs, id, 4, Checksum([1]))).Answer["__type"]);
        Assert.Equal("ValidationException", (string?)(await PutAsync(ebs, id, 2048, Checksum(s_block))).Answer["__type"]);
        Assert.Equal("ValidationException", (string?)(await CompleteAsync(ebs, id, 2)).Answer["__type"]);
        Assert.Equal("ValidationException", (string?)(await ebs.SendAsync("GET", $"/snapshots/{id}/blocks", [])).Answer["__type"]);

        // What has been put outlives the cloud.
        await cloud.DownAsync();
        await cloud.UpAsync();
        var aggregate = Checksum(Encoding.UTF8.GetBytes(Checksum(s_block)));
        Assert.Equal("ValidationException", (string?)(await CompleteAsync(ebs, id, 1, Checksum([1]))).Answer["__type"]);
        Assert.Equal(HttpStatusCode.Accepted, (await CompleteAsync(ebs, id, 1, aggregate)).Status);
        while ((await ShowAsync(cloud, id)).State == "pending")
        {
            await Task.Delay(20, Cancelled);
        }

        Assert.Equal("completed", (await ShowAsync(cloud, id)).State);
        Assert.Equal(HttpStatusCode.OK, (await ebs.SendAsync("GET", $"/snapshots/{id}/blocks", [])).Status);
    }

    [Theory]
    [InlineData("GET", "/snapshots/snap-12345678/blocks", "ResourceNotFoundException")]
    [InlineData("GET", "/snapshots/snap-xyz/blocks", "ValidationException")]
    [InlineData("GET", "/snapshots/snap-12345678/blocks/x?blockToken=1", "ResourceNotFoundException")]
    [InlineData("GET", "/snapshots/a/b/c/d", "UnknownOperationException")]
    [InlineData("PUT", "/snapshots/snap-12345678/blocks/1", "ResourceNotFoundException")]
    [InlineData("POST", "/snapshots/completion/snap-12345678", "ResourceNotFoundException")]
    [InlineData("POST", "/snapshots", "ValidationException")]
    public async Task What_cannot_be_is_refused(string method, string target, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var ebs = new JsonClient(cloud, "ebs");

        Assert.Equal(code, (string?)(await ebs.SendAsync(method, target, [])).Answer["__type"]);
    }

    [Fact]
    public void Blocks_are_changed_where_two_snapshots_do_not_share_their_bytes()
    {
        const long Block = SnapshotBlocks.BlockSize;
        SnapshotExtent[] first = [new(0, 4 * Block, "a", 100), new(4 * Block, 4 * Block, null, 0)];
        SnapshotExtent[] second = [new(0, Block, "a", 100), new(Block, 10, "b", 0), new(Block + 10, (3 * Block) - 10, "a", 100 + Block + 10), new(4 * Block, 4 * Block, null, 0), new(8 * Block, 1, "b", 77)];

        Assert.Equal([1, 8], SnapshotBlocks.Changed(first, second));
        Assert.Equal([0, 1, 2, 3], SnapshotBlocks.Changed([], first));
        Assert.Empty(SnapshotBlocks.Changed(second, second));
    }

    private static Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonObject Answer)> PutAsync(JsonClient ebs, string id, int index, string checksum) =>
        ebs.SendAsync("PUT", $"/snapshots/{id}/blocks/{index}", s_block, new() { ["x-amz-data-length"] = $"{s_block.Length}", ["x-amz-checksum"] = checksum, ["x-amz-checksum-algorithm"] = "SHA256" });

    private static Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonObject Answer)> CompleteAsync(JsonClient ebs, string id, int count, string? checksum = null) =>
        ebs.SendAsync("POST", $"/snapshots/completion/{id}", [], checksum is null
            ? new() { ["x-amz-changedblockscount"] = $"{count}" }
            : new() { ["x-amz-changedblockscount"] = $"{count}", ["x-amz-checksum"] = checksum, ["x-amz-checksum-algorithm"] = "SHA256", ["x-amz-checksum-aggregation-method"] = "LINEAR" });

    private static string Checksum(byte[] bytes) => Convert.ToBase64String(SHA256.HashData(bytes));

    private static async Task<Snapshot> ShowAsync(SimulatedCloud cloud, string id) => (await cloud.SendAsync(new DescribeSnapshotsRequest { SnapshotIds = [id] })).Snapshots[0];
}
