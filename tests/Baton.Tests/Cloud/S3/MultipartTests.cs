using System.Net;
using System.Security.Cryptography;

namespace Baton.Tests.Cloud.S3;

public sealed class MultipartTests
{
    private static readonly byte[] s_first = Bytes(1, 5 << 20);
    private static readonly byte[] s_second = Bytes(2, 100_000);

    [Fact]
    public async Task Parts_become_an_object()
    {
        await using var room = await S3Room.OpenAsync();
        var id = await BeginAsync(room, ("content-type", "video/mp4"), ("x-amz-meta-a", "1"));
        var second = await PartAsync(room, id, 2, s_second);
        var first = await PartAsync(room, id, 1, s_first);

        Assert.Equal(["1", "2"], (await room.SendAsync("GET", $"/big?uploadId={id}")).Values("PartNumber"));
        Assert.Equal(["2"], (await room.SendAsync("GET", $"/big?uploadId={id}&part-number-marker=1")).Values("PartNumber"));
        Assert.Equal([id], (await room.SendAsync("GET", "?uploads")).Values("UploadId"));
        var done = (await CompleteAsync(room, id, (1, first), (2, second))).Succeeded();

        var got = await room.SendAsync("GET", "/big");
        Assert.Equal([.. s_first, .. s_second], got.Body);
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData([.. MD5.HashData(s_first), .. MD5.HashData(s_second)]))}-2\"", done.Value("ETag"));
        Assert.Equal((done.Value("ETag"), "video/mp4", "1"), (got.Headers["etag"], got.Headers["content-type"], got.Headers["x-amz-meta-a"]));
        Assert.Empty((await room.SendAsync("GET", "?uploads")).Values("UploadId"));
        var part = await room.SendAsync("GET", "/big?partNumber=2");
        Assert.Equal((HttpStatusCode.PartialContent, "2"), (part.Status, part.Headers["x-amz-mp-parts-count"]));
        Assert.Equal(s_second, part.Body);
        var across = await room.SendAsync("GET", "/big", [], ("range", $"bytes={s_first.Length - 2}-{s_first.Length + 1}"));
        Assert.Equal([.. s_first[^2..], .. s_second[..2]], across.Body);
    }

    [Fact]
    public async Task Checksums_of_parts_make_that_of_the_whole()
    {
        await using var room = await S3Room.OpenAsync();
        var whole = (await room.SendAsync("PUT", "/whole", [.. s_first, .. s_second], ("x-amz-sdk-checksum-algorithm", "CRC32C"))).Succeeded();
        var id = await BeginAsync(room, ("x-amz-checksum-algorithm", "CRC32C"), ("x-amz-checksum-type", "FULL_OBJECT"));
        var composite = await BeginAsync(room, ("x-amz-checksum-algorithm", "SHA256"));

        Assert.Equal("InvalidRequest", (await room.SendAsync("PUT", $"/big?uploadId={composite}&partNumber=1", s_second)).Code);
        var sha = await PartAsync(room, composite, 1, s_second, ("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(s_second))));
        var ofParts = (await CompleteAsync(room, composite, (1, sha))).Succeeded();
        var first = await PartAsync(room, id, 1, s_first, ("x-amz-checksum-crc32c", await Crc32CAsync(room, s_first)));
        var second = await PartAsync(room, id, 2, s_second, ("x-amz-checksum-crc32c", await Crc32CAsync(room, s_second)));
        var done = (await CompleteAsync(room, id, (1, first), (2, second))).Succeeded();

        Assert.Equal((whole.Headers["x-amz-checksum-crc32c"], "FULL_OBJECT"), (done.Value("ChecksumCRC32C"), done.Value("ChecksumType")));
        Assert.Equal((Convert.ToBase64String(SHA256.HashData(SHA256.HashData(s_second))) + "-1", "COMPOSITE"), (ofParts.Value("ChecksumSHA256"), ofParts.Value("ChecksumType")));
    }

    [Fact]
    public async Task What_does_not_fit_together_is_refused_and_the_upload_goes_on()
    {
        await using var room = await S3Room.OpenAsync();
        var id = await BeginAsync(room);
        var (first, second) = (await PartAsync(room, id, 1, s_second), await PartAsync(room, id, 2, s_second));

        Assert.Equal("EntityTooSmall", (await CompleteAsync(room, id, (1, first), (2, second))).Code);
        Assert.Equal("InvalidPartOrder", (await CompleteAsync(room, id, (2, second), (1, first))).Code);
        Assert.Equal("InvalidPart", (await CompleteAsync(room, id, (1, "\"no\""))).Code);
        Assert.Equal("InvalidPart", (await CompleteAsync(room, id, (3, first))).Code);
        Assert.Equal("MalformedXML", (await CompleteAsync(room, id)).Code);
        Assert.Equal("InvalidArgument", (await room.SendAsync("PUT", $"/big?uploadId={id}&partNumber=10001", "x")).Code);
        Assert.Equal("NoSuchUpload", (await room.SendAsync("PUT", "/big?uploadId=no&partNumber=1", "x")).Code);
        Assert.Equal("NoSuchKey", (await room.SendAsync("GET", "/big")).Code);
        (await CompleteAsync(room, id, (2, second))).Succeeded();
    }

    [Fact]
    public async Task A_completion_may_be_repeated_and_loses_nothing()
    {
        await using var room = await S3Room.OpenAsync();
        var id = await BeginAsync(room);
        var part = await PartAsync(room, id, 1, s_second);
        room.Cloud.Server.Faults.Add(new() { Action = "CompleteMultipartUpload", Kind = Baton.Cloud.Faults.FaultKind.ResponseLost, Times = 1 });

        // On a connection that it has used before HttpClient repeats by itself what got no answer; else it says so. The object is there in both cases.
        _ = await Record.ExceptionAsync(() => CompleteAsync(room, id, (1, part)));
        (await CompleteAsync(room, id, (1, part))).Succeeded();
        await room.RestartAsync();

        Assert.Equal(s_second, (await room.SendAsync("GET", "/big")).Body);
        Assert.Equal("NoSuchUpload", (await room.SendAsync("DELETE", $"/big?uploadId={id}")).Code);
    }

    [Fact]
    public async Task An_upload_that_is_given_up_leaves_nothing()
    {
        await using var room = await S3Room.OpenAsync();
        var id = await BeginAsync(room);
        await PartAsync(room, id, 1, s_second);
        await PartAsync(room, id, 1, s_second);

        Assert.Single(Blobs(room));
        (await room.SendAsync("DELETE", $"/big?uploadId={id}")).Succeeded();

        Assert.Empty(Blobs(room));
        Assert.Equal("NoSuchUpload", (await room.SendAsync("GET", $"/big?uploadId={id}")).Code);
    }

    [Fact]
    public async Task A_part_may_be_a_part_of_another_object()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("from", "0123456789");
        var id = await BeginAsync(room);

        var copied = (await room.SendAsync("PUT", $"/big?uploadId={id}&partNumber=1", "", ("x-amz-copy-source", "room/from"), ("x-amz-copy-source-range", "bytes=2-5"))).Succeeded();
        Assert.Equal("InvalidArgument", (await room.SendAsync("PUT", $"/big?uploadId={id}&partNumber=2", "", ("x-amz-copy-source", "room/from"), ("x-amz-copy-source-range", "bytes=2-50"))).Code);
        (await CompleteAsync(room, id, (1, copied.Value("ETag")))).Succeeded();

        Assert.Equal("2345", await room.GetAsync("big"));
        (await room.SendAsync("PUT", "/copy", "", ("x-amz-copy-source", "room/big"))).Succeeded();
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData("2345"u8))}\"", (await room.SendAsync("HEAD", "/copy")).Headers["etag"]);
    }

    [Fact]
    public async Task Uploads_outlive_the_cloud_and_left_overs_do_not()
    {
        await using var room = await S3Room.OpenAsync();
        var id = await BeginAsync(room);
        var part = await PartAsync(room, id, 1, s_second);
        await room.PutAsync("x", "x");
        var folder = Path.GetDirectoryName(Blobs(room).First())!;
        await File.WriteAllTextAsync(Path.Combine(folder, "00nobody"), "left over", TestContext.Current.CancellationToken);

        await room.RestartAsync();

        Assert.Equal(2, Blobs(room).Count);
        (await CompleteAsync(room, id, (1, part))).Succeeded();
        await room.RestartAsync();
        Assert.Equal(s_second, (await room.SendAsync("GET", "/big")).Body);
        Assert.Equal("x", await room.GetAsync("x"));
        Assert.Empty((await room.SendAsync("GET", "?uploads")).Values("UploadId"));
    }

    [Fact]
    public async Task Uploads_are_listed_page_by_page()
    {
        await using var room = await S3Room.OpenAsync();
        foreach (var key in new[] { "a", "b/1", "b/2", "c", "c" })
        {
            (await room.SendAsync("POST", $"/{key}?uploads")).Succeeded();
        }

        Assert.Equal(["a", "c", "c"], (await room.SendAsync("GET", "?uploads&delimiter=/")).Values("Key"));
        var first = await room.SendAsync("GET", "?uploads&max-uploads=4");
        var rest = await room.SendAsync("GET", $"?uploads&key-marker={first.Value("NextKeyMarker")}&upload-id-marker={first.Value("NextUploadIdMarker")}");
        Assert.Equal((4, 1), (first.Values("UploadId").Count(), rest.Values("UploadId").Count()));
        Assert.Empty(first.Values("UploadId").Intersect(rest.Values("UploadId")));
    }

    private static async Task<string> BeginAsync(S3Room room, params (string, string)[] headers) => (await room.SendAsync("POST", "/big?uploads", "", headers)).Succeeded().Value("UploadId");

    private static async Task<string> PartAsync(S3Room room, string id, int number, byte[] bytes, params (string, string)[] headers) =>
        (await room.SendAsync("PUT", $"/big?partNumber={number}&uploadId={id}", bytes, headers)).Succeeded().Headers["etag"];

    private static Task<S3Client.S3Answer> CompleteAsync(S3Room room, string id, params (int Number, string ETag)[] parts) => room.SendAsync(
        "POST", $"/big?uploadId={id}",
        $"<CompleteMultipartUpload>{string.Concat(parts.Select(part => $"<Part><PartNumber>{part.Number}</PartNumber><ETag>{part.ETag}</ETag></Part>"))}</CompleteMultipartUpload>");

    private static async Task<string> Crc32CAsync(S3Room room, byte[] bytes) =>
        (await room.SendAsync("PUT", "/sum", bytes, ("x-amz-sdk-checksum-algorithm", "CRC32C"))).Succeeded().Headers["x-amz-checksum-crc32c"];

    private static List<string> Blobs(S3Room room) => [.. Directory.EnumerateFiles(Path.Combine(room.Cloud.Folder, "state", "simulated", "s3", "blobs"), "*", SearchOption.AllDirectories)];

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
