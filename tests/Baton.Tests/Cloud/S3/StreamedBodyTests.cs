using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.S3;
using Baton.Cloud.S3.Signing;

namespace Baton.Tests.Cloud.S3;

public sealed class StreamedBodyTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static readonly SigningScope s_scope = new(new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero), "us-east-1", "s3");

    // From https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
    private const string Seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    private static readonly string[] s_signatures =
    [
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
    ];

    [Fact]
    public void The_signature_of_the_request_is_the_one_that_AWS_publishes()
    {
        var headers = new Dictionary<string, string>
        {
            ["content-encoding"] = "aws-chunked", ["content-length"] = "66824", ["host"] = "s3.amazonaws.com", ["x-amz-content-sha256"] = Signed,
            ["x-amz-date"] = s_scope.Stamp, ["x-amz-decoded-content-length"] = "66560", ["x-amz-storage-class"] = "REDUCED_REDUNDANCY",
        };
        var request = new SignableRequest { Method = "PUT", Path = "/examplebucket/chunkObject.txt", Headers = headers, Body = ReadOnlyMemory<byte>.Empty };

        Assert.Equal(Seed, SignatureV4.Compute(request, [.. headers.Keys.Order(StringComparer.Ordinal)], Signed, Secret, s_scope));
    }

    [Fact]
    public async Task The_chunks_that_AWS_publishes_are_accepted()
    {
        var body = $"10000;chunk-signature={s_signatures[0]}\r\n{new string('a', 65536)}\r\n400;chunk-signature={s_signatures[1]}\r\n{new string('a', 1024)}\r\n0;chunk-signature={s_signatures[2]}\r\n\r\n";

        Assert.Equal(new string('a', 66560), await ReadAsync(body));
    }

    [Theory]
    [InlineData("aaaa", "aaab")]
    [InlineData("chunk-signature=0055", "chunk-signature=1155")]
    [InlineData("chunk-signature=b6c6", "chunk-signature=c6c6")]
    public async Task A_chunk_that_was_changed_is_refused(string before, string after)
    {
        var body = $"10000;chunk-signature={s_signatures[0]}\r\n{new string('a', 65536)}\r\n400;chunk-signature={s_signatures[1]}\r\n{new string('a', 1024)}\r\n0;chunk-signature={s_signatures[2]}\r\n\r\n";
        var at = body.IndexOf(before, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<AwsException>(() => ReadAsync(string.Concat(body.AsSpan(0, at), after, body.AsSpan(at + before.Length))));

        Assert.Equal("SignatureDoesNotMatch", refused.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\naaaa")]
    public async Task A_body_that_is_cut_short_is_refused(string body) => Assert.Equal("IncompleteBody", (await Assert.ThrowsAsync<AwsException>(() => ReadAsync(body))).Code);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_checksum_may_come_behind_the_body(bool signed)
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal("y/Q5Jg==", (await SendAsync(room, "y/Q5Jg==", signed)).Succeeded().Headers["x-amz-checksum-crc32"]);
        var got = await room.SendAsync("GET", "/x");
        Assert.Equal(("123456789", "gzip"), (got.Text, got.Headers["content-encoding"]));
        var refused = await SendAsync(room, "AAAAAA==", signed);
        Assert.Equal((HttpStatusCode.BadRequest, "BadDigest"), (refused.Status, refused.Code));
        Assert.Equal("InvalidRequest", (await SendAsync(room, "AAAA", signed)).Code);
    }

    [Fact]
    public async Task A_trailer_that_was_changed_is_refused()
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal("SignatureDoesNotMatch", (await SendAsync(room, "y/Q5Jg==", signed: true, forged: true)).Code);
        Assert.Equal("NoSuchKey", (await room.SendAsync("GET", "/x")).Code);
    }

    [Fact]
    public async Task The_length_that_was_promised_must_come()
    {
        await using var room = await S3Room.OpenAsync();

        using var longer = room.Client.Signed("PUT", "/room/x", Encoding.ASCII.GetBytes("1\r\na\r\n0\r\n\r\n"), "STREAMING-UNSIGNED-PAYLOAD-TRAILER", ("x-amz-decoded-content-length", "2"));
        Assert.Equal("IncompleteBody", (await room.Client.SendAsync(longer)).Code);
        using var none = room.Client.Signed("PUT", "/room/x", Encoding.ASCII.GetBytes("1\r\na\r\n0\r\n\r\n"), "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        Assert.Equal("MissingContentLength", (await room.Client.SendAsync(none)).Code);
    }

    private static async Task<S3Client.S3Answer> SendAsync(S3Room room, string checksum, bool signed, bool forged = false)
    {
        (string, string)[] headers = [("x-amz-decoded-content-length", "9"), ("x-amz-trailer", "x-amz-checksum-crc32"), ("content-encoding", "gzip,aws-chunked")];
        using var request = signed
            ? room.Client.Signed("PUT", "/room/x", $"{Signed}-TRAILER", headers, (scope, seed) => Encoding.ASCII.GetBytes(SignedBody(room.Client.KeyOf(scope), scope, seed, checksum, forged)))
            : room.Client.Signed("PUT", "/room/x", Encoding.ASCII.GetBytes($"9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:{checksum}\r\n\r\n"), "STREAMING-UNSIGNED-PAYLOAD-TRAILER", headers);
        return await room.Client.SendAsync(request);
    }

    private static string SignedBody(byte[] key, SigningScope scope, string seed, string checksum, bool forged)
    {
        var first = Sign("AWS4-HMAC-SHA256-PAYLOAD", seed, $"{Hash("")}\n{Hash("123456789")}");
        var last = Sign("AWS4-HMAC-SHA256-PAYLOAD", first, $"{Hash("")}\n{Hash("")}");
        var trailer = Sign("AWS4-HMAC-SHA256-TRAILER", last, Hash($"x-amz-checksum-crc32:{checksum}\n"));
        return $"9;chunk-signature={first}\r\n123456789\r\n0;chunk-signature={last}\r\nx-amz-checksum-crc32:{(forged ? "AAAAAA==" : checksum)}\r\nx-amz-trailer-signature:{trailer}\r\n\r\n";

        string Sign(string algorithm, string previous, string what) => Convert.ToHexStringLower(
            HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{algorithm}\n{scope.Stamp}\n{scope.Credential}\n{previous}\n{what}")));

        static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }

    private static async Task<string> ReadAsync(string body)
    {
        // In small pieces, so that every border between them is crossed somewhere.
        var pipe = PipeReader.Create(new MemoryStream(Encoding.ASCII.GetBytes(body)), new(bufferSize: 61, minimumReadSize: 1));
        var chunked = new ChunkedBody(pipe, new(new S3Caller.StreamSeed(SignatureV4.Key(Secret, s_scope), s_scope, Seed), hasTrailer: false));
        using var content = new MemoryStream();
        var buffer = new byte[100];
        for (var count = await chunked.ReadAsync(buffer, TestContext.Current.CancellationToken); count > 0; count = await chunked.ReadAsync(buffer, TestContext.Current.CancellationToken))
        {
            content.Write(buffer, 0, count);
        }

        return Encoding.ASCII.GetString(content.ToArray());
    }
}
