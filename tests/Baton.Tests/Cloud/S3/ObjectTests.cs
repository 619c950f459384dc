using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Tests.Cloud.S3;

public sealed class ObjectTests
{
    [Fact]
    public async Task An_object_comes_back_as_it_was_put()
    {
        await using var room = await S3Room.OpenAsync();
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);

        var put = (await room.SendAsync("PUT", "/some/where.bin", bytes, ("content-type", "image/png"), ("x-amz-meta-colour", "grün"), ("cache-control", "no-store"))).Succeeded();
        var got = (await room.SendAsync("GET", "/some/where.bin")).Succeeded();

        Assert.Equal(bytes, got.Body);
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"", put.Headers["etag"]);
        Assert.Equal((put.Headers["etag"], "image/png", "no-store", "bytes"), (got.Headers["etag"], got.Headers["content-type"], got.Headers["cache-control"], got.Headers["accept-ranges"]));
        Assert.Equal("=?UTF-8?B?Z3LDvG4=?=", got.Headers["x-amz-meta-colour"]);
    }

    [Theory]
    [InlineData("a b+c&d=e?.txt")]
    [InlineData("über/日本/😀")]
    [InlineData("dots/../and//slashes/")]
    [InlineData("tab\tnew\nline%41")]
    public async Task A_key_may_hold_anything(string key)
    {
        await using var room = await S3Room.OpenAsync();
        var path = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

        await room.PutAsync(path, "x");
        await room.RestartAsync();

        Assert.Equal("x", await room.GetAsync(path));
        Assert.Equal([Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal)], (await room.SendAsync("GET", "?list-type=2&encoding-type=url")).Values("Key"));
    }

    [Fact]
    public async Task A_bucket_may_be_named_by_the_host()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("a/b", "x");

        foreach (var host in new[] { "room.localhost", "room.s3.localhost:80", "room.s3.eu-west-1.amazonaws.com" })
        {
            Assert.Equal("x", (await room.Client.SendAsync("GET", "/a/b", [], ("host", host))).Succeeded().Text);
        }

        Assert.Equal("x", (await room.Client.SendAsync("GET", "/room/a/b", [], ("host", "s3.localhost"))).Succeeded().Text);
    }

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=8-100", "89", "bytes 8-9/10")]
    [InlineData("bytes=-100", "0123456789", "bytes 0-9/10")]
    public async Task A_range_is_a_part_of_the_content(string range, string expected, string contentRange)
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("digits", "0123456789");

        var answer = await room.SendAsync("GET", "/digits", [], ("range", range));

        Assert.Equal((HttpStatusCode.PartialContent, expected, contentRange), (answer.Status, answer.Text, answer.Headers["content-range"]));
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public async Task A_range_behind_the_end_is_an_InvalidRange(string range)
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("digits", "0123456789");

        var answer = await room.SendAsync("GET", "/digits", [], ("range", range));

        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("if-match", "*", HttpStatusCode.OK)]
    [InlineData("if-match", "\"no\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("if-none-match", "\"no\"", HttpStatusCode.OK)]
    [InlineData("if-none-match", "\"9dd4e461268c8034f5c8564e155c67a6\"", HttpStatusCode.NotModified)]
    [InlineData("if-modified-since", "Sat, 01 Jan 2050 00:00:00 GMT", HttpStatusCode.NotModified)]
    [InlineData("if-unmodified-since", "Sat, 01 Jan 2000 00:00:00 GMT", HttpStatusCode.PreconditionFailed)]
    public async Task A_read_may_have_a_condition(string header, string value, HttpStatusCode expected)
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "x");

        Assert.Equal(expected, (await room.SendAsync("GET", "/x", [], (header, value))).Status);
        Assert.Equal(expected, (await room.SendAsync("HEAD", "/x", [], (header, value))).Status);
    }

    [Fact]
    public async Task A_write_may_have_a_condition()
    {
        await using var room = await S3Room.OpenAsync();
        var first = await room.PutAsync("x", "1", ("if-none-match", "*"));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "PreconditionFailed"), await Refused("x", "2", ("if-none-match", "*")));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "PreconditionFailed"), await Refused("x", "2", ("if-match", "\"no\"")));
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey"), await Refused("y", "2", ("if-match", "\"no\"")));
        await room.PutAsync("x", "3", ("if-match", first.Headers["etag"]));
        Assert.Equal("3", await room.GetAsync("x"));

        async Task<(HttpStatusCode, string?)> Refused(string key, string body, (string, string) header)
        {
            var answer = await room.SendAsync("PUT", $"/{key}", body, header);
            return (answer.Status, answer.Code);
        }
    }

    [Fact]
    public async Task Only_one_of_many_writes_at_once_makes_the_object()
    {
        await using var room = await S3Room.OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => room.SendAsync("PUT", "/x", $"{number}", ("if-none-match", "*"))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Single(Blobs(room));
    }

    [Fact]
    public async Task What_is_said_of_a_body_is_checked()
    {
        await using var room = await S3Room.OpenAsync();
        var wrong = Convert.ToBase64String(MD5.HashData("other"u8));

        Assert.Equal("BadDigest", (await room.SendAsync("PUT", "/x", "body", ("content-md5", wrong))).Code);
        Assert.Equal("InvalidDigest", (await room.SendAsync("PUT", "/x", "body", ("content-md5", "eA=="))).Code);
        Assert.Equal("BadDigest", (await room.SendAsync("PUT", "/x", "body", ("x-amz-checksum-crc32", "AAAAAA=="))).Code);
        Assert.Equal("InvalidRequest", (await room.SendAsync("PUT", "/x", "body", ("x-amz-checksum-crc32", "AAAA"))).Code);
        using var forged = room.Client.Signed("PUT", "/room/x", "body"u8.ToArray(), Convert.ToHexStringLower(SHA256.HashData("other"u8)));
        Assert.Equal("XAmzContentSHA256Mismatch", (await room.Client.SendAsync(forged)).Code);
        Assert.Equal("NoSuchKey", (await room.SendAsync("GET", "/x")).Code);
        Assert.Empty(Blobs(room));
    }

    [Theory]
    [InlineData("crc32", "y/Q5Jg==")]
    [InlineData("crc32c", "4waSgw==")]
    [InlineData("crc64nvme", "rosUhgp5mIg=")]
    [InlineData("sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    public async Task A_checksum_is_kept_and_given_back(string algorithm, string value)
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "123456789", ($"x-amz-checksum-{algorithm}", value));

        var got = await room.SendAsync("HEAD", "/x", [], ("x-amz-checksum-mode", "ENABLED"));

        Assert.Equal((value, "FULL_OBJECT"), (got.Headers[$"x-amz-checksum-{algorithm}"], got.Headers["x-amz-checksum-type"]));
        Assert.Equal(value, (await room.SendAsync("GET", "/x?attributes", [], ("x-amz-object-attributes", "Checksum,ObjectSize"))).Value($"Checksum{algorithm.ToUpperInvariant()}"));
    }

    [Fact]
    public async Task An_object_without_a_checksum_gets_S3s_own()
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal("rosUhgp5mIg=", (await room.PutAsync("x", "123456789")).Headers["x-amz-checksum-crc64nvme"]);
    }

    [Fact]
    public async Task A_copy_has_the_bytes_and_what_is_said_of_them()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("from", "bytes", ("content-type", "text/plain"), ("x-amz-meta-a", "1"), ("x-amz-tagging", "t=1"));

        (await room.SendAsync("PUT", "/same", "", ("x-amz-copy-source", "/room/from"))).Succeeded();
        (await room.SendAsync("PUT", "/new", "", ("x-amz-copy-source", "room/from"), ("x-amz-metadata-directive", "REPLACE"), ("x-amz-meta-b", "2"))).Succeeded();
        await room.SendAsync("DELETE", "/from");

        Assert.Equal("bytes", await room.GetAsync("same"));
        var (same, other) = (await room.SendAsync("HEAD", "/same"), await room.SendAsync("HEAD", "/new"));
        Assert.Equal(("text/plain", "1", "1"), (same.Headers["content-type"], same.Headers["x-amz-meta-a"], same.Headers["x-amz-tagging-count"]));
        Assert.False(other.Headers.ContainsKey("x-amz-meta-a"));
        Assert.Equal("2", other.Headers["x-amz-meta-b"]);
    }

    [Fact]
    public async Task A_copy_that_changes_nothing_or_comes_from_nowhere_is_refused()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "x");

        Assert.Equal("InvalidRequest", (await room.SendAsync("PUT", "/x", "", ("x-amz-copy-source", "room/x"))).Code);
        Assert.Equal("NoSuchKey", (await room.SendAsync("PUT", "/x", "", ("x-amz-copy-source", "room/y"))).Code);
        Assert.Equal("NoSuchBucket", (await room.SendAsync("PUT", "/x", "", ("x-amz-copy-source", "hall/y"))).Code);
        Assert.Equal("PreconditionFailed", (await room.SendAsync("PUT", "/y", "", ("x-amz-copy-source", "room/x"), ("x-amz-copy-source-if-match", "\"no\""))).Code);
        Assert.Equal("InvalidArgument", (await room.SendAsync("PUT", "/y", "", ("x-amz-copy-source", "room"))).Code);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_succeeds_and_nothing_is_left_of_what_was()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "x");

        Assert.Equal(HttpStatusCode.NoContent, (await room.SendAsync("DELETE", "/x")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await room.SendAsync("DELETE", "/x")).Status);

        Assert.Equal("NoSuchKey", (await room.SendAsync("GET", "/x")).Code);
        Assert.Empty(Blobs(room));
    }

    [Fact]
    public async Task Many_are_deleted_at_once()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("a", "x");
        await room.PutAsync("b", "x");
        const string Body = "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key><ETag>no</ETag></Object><Object><Key>c</Key></Object></Delete>";

        Assert.Equal("InvalidRequest", (await room.SendAsync("POST", "?delete", Body)).Code);
        var answer = await room.SendAsync("POST", "?delete", Body, ("content-md5", Convert.ToBase64String(MD5.HashData(Encoding.UTF8.GetBytes(Body)))));

        Assert.Equal(["a", "c"], answer.Xml.Elements().Where(one => one.Name.LocalName == "Deleted").Select(one => one.Value));
        Assert.Equal(["PreconditionFailed"], answer.Values("Code"));
        Assert.Equal(["b"], (await room.SendAsync("GET", "")).Values("Key"));
    }

    [Fact]
    public async Task Tags_of_an_object_change_without_its_bytes()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "x", ("x-amz-tagging", "a=1&b=two%20words"));

        Assert.Equal(["1", "two words"], (await room.SendAsync("GET", "/x?tagging")).Values("Value"));
        (await room.SendAsync("PUT", "/x?tagging", "<Tagging><TagSet><Tag><Key>c</Key><Value>3</Value></Tag></TagSet></Tagging>")).Succeeded();
        Assert.Equal(["c"], (await room.SendAsync("GET", "/x?tagging")).Values("Key"));
        Assert.Equal("InvalidTag", (await room.SendAsync("PUT", "/x?tagging", "<Tagging><TagSet><Tag><Key></Key><Value>3</Value></Tag></TagSet></Tagging>")).Code);
        (await room.SendAsync("DELETE", "/x?tagging")).Succeeded();
        Assert.Equal("x", await room.GetAsync("x"));
    }

    [Theory]
    [InlineData("x-amz-acl", "public-read", "AccessControlListNotSupported")]
    [InlineData("x-amz-storage-class", "WARM", "InvalidStorageClass")]
    [InlineData("x-amz-storage-class", "GLACIER", "NotImplemented")]
    [InlineData("x-amz-server-side-encryption-customer-algorithm", "AES256", "NotImplemented")]
    [InlineData("x-amz-tagging", "a=1&a=2", "InvalidTag")]
    [InlineData("x-amz-server-side-encryption", "ROT13", "InvalidArgument")]
    [InlineData("x-amz-sdk-checksum-algorithm", "CRC8", "InvalidRequest")]
    public async Task What_an_object_cannot_have_is_refused(string header, string value, string code)
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal(code, (await room.SendAsync("PUT", "/x", "x", (header, value))).Code);
    }

    [Fact]
    public async Task A_fault_of_S3_can_be_asked_for()
    {
        await using var room = await S3Room.OpenAsync();
        room.Cloud.Server.Faults.Add(new() { Action = "GetObject", Kind = Baton.Cloud.Faults.FaultKind.Error, Code = "SlowDown", Times = 1 });
        await room.PutAsync("x", "x");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await room.SendAsync("GET", "/x")).Status);
        Assert.Equal("x", await room.GetAsync("x"));
    }

    private static IEnumerable<string> Blobs(S3Room room) => Directory.EnumerateFiles(Path.Combine(room.Cloud.Folder, "state", "simulated", "s3"), "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != "state.log");
}
