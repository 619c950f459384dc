using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Requests to S3: few buckets and keys, so that they meet; every subresource; headers that fit and that do not.</summary>
internal sealed partial class RandomObject(Random random)
{
    private static readonly string[] s_buckets = ["fuzz-one", "fuzz-one", "fuzz-two", "fuzz-three", "nobody", "UPPER", "a", "192.168.0.1", "%2e%2e", ""];

    private static readonly string[] s_keys = ["a", "a/b", "a/b/c", "b", "c", "dir/", "%20", "%2e%2e/%2e%2e/x", "%ff%fe", "x//y", "%00", "+", "%F0%9F%98%80", "last?"];

    private static readonly string[] s_subresources =
    [
        "acl", "cors", "delete", "encryption", "lifecycle", "list-type=2", "location", "logging", "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment",
        "restore", "retention", "select&select-type=2", "tagging", "torrent", "uploads", "versioning", "versions", "website", "accelerate", "analytics", "attributes", "inventory", "legal-hold", "metrics",
    ];

    private static readonly string[] s_parameters =
    [
        "prefix=a", "prefix=%ff", "delimiter=/", "delimiter=", "max-keys=1", "max-keys=0", "max-keys=-1", "max-keys=99999999999", "start-after=a", "continuation-token=x", "encoding-type=url", "encoding-type=x", "fetch-owner=true",
        "partNumber=1", "partNumber=0", "partNumber=10001", "uploadId=x", "versionId=null", "versionId=x", "response-content-type=text/plain", "key-marker=a", "marker=b", "max-uploads=1", "x-id=GetObject",
    ];

    private static readonly (string Name, string Value)[] s_headers =
    [
        ("range", "bytes=0-3"), ("range", "bytes=-1"), ("range", "bytes=9-1"), ("range", "bytes=0-99999999999999999999"), ("range", "lines=1"), ("if-match", "*"), ("if-match", "\"x\""), ("if-none-match", "*"),
        ("if-modified-since", "Wed, 21 Oct 2015 07:28:00 GMT"), ("if-unmodified-since", "yesterday"), ("content-md5", "x"), ("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg=="), ("x-amz-acl", "private"), ("x-amz-acl", "moon"),
        ("x-amz-copy-source", "/fuzz-one/a"), ("x-amz-copy-source", "fuzz-two/%ff"), ("x-amz-copy-source", "nothing"), ("x-amz-copy-source-range", "bytes=0-1"), ("x-amz-metadata-directive", "REPLACE"), ("x-amz-tagging", "a=b&c=d"),
        ("x-amz-tagging", "%%%"), ("x-amz-checksum-crc32", "AAAAAA=="), ("x-amz-checksum-sha256", "x"), ("x-amz-sdk-checksum-algorithm", "CRC32"), ("x-amz-checksum-algorithm", "MOON"), ("x-amz-storage-class", "STANDARD"),
        ("x-amz-storage-class", "GLACIER"), ("x-amz-server-side-encryption", "AES256"), ("x-amz-meta-a", "b"), ("x-amz-decoded-content-length", "5"), ("content-type", "text/plain"), ("content-encoding", "aws-chunked"),
        ("x-amz-expected-bucket-owner", "123456789012"), ("x-amz-expected-bucket-owner", "1"), ("x-amz-object-attributes", "ETag,Checksum"), ("x-amz-mp-object-size", "x"), ("x-amz-object-lock-mode", "COMPLIANCE"),
    ];

    private static readonly string[] s_bodies =
    [
        "", "x", "hello world", "<Delete><Object><Key>a</Key></Object></Delete>", "<Delete><Object/></Delete>", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>", "<Tagging><TagSet><Tag><Key/></Tag></TagSet></Tagging>",
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>", "<CompleteMultipartUpload/>", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
        "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>", "<!DOCTYPE a [<!ENTITY b \"c\">]><Delete>&b;</Delete>", "<", "{\"Statement\":[]}", "<LifecycleConfiguration><Rule/></LifecycleConfiguration>",
    ];

    private readonly List<string> _tokens = [];

    public IEnumerable<FuzzRequest> Opening => s_buckets[1..4].Select(bucket => new FuzzRequest("s3", "PUT", $"/{bucket}", []));

    public FuzzRequest Next()
    {
        var key = random.Next(4) == 0 ? "" : Any(s_keys);
        var query = string.Join('&', Parts());
        var method = Any(["GET", "GET", "HEAD", "PUT", "PUT", "PUT", "POST", "DELETE", random.Next(20) == 0 ? "PATCH" : "GET"]);
        // One that never existed is no bucket that goes; deleting those of the start would end the game early.
        var bucket = method == "DELETE" && key.Length == 0 && query.Length == 0 ? "fuzz-gone" : Any(s_buckets);
        var body = method is "PUT" or "POST" ? Body() : [];
        return new("s3", method, $"/{bucket}{(key.Length > 0 ? $"/{key.TrimEnd('?')}" : "")}{(query.Length > 0 ? $"?{query}" : "")}", body) { Headers = Headers() };
    }

    /// <summary>Ids of uploads, and tokens of lists.</summary>
    public void Learn(string answer)
    {
        foreach (var value in Token().Matches(answer).Select(match => match.Groups["token"].Value))
        {
            if (_tokens.Count >= 50)
            {
                _tokens.RemoveAt(random.Next(_tokens.Count));
            }

            _tokens.Add(value);
        }
    }

    private IEnumerable<string> Parts()
    {
        if (random.Next(3) == 0)
        {
            yield return Any(s_subresources);
        }

        for (var count = random.Next(4) == 0 ? random.Next(1, 3) : 0; count > 0; count--)
        {
            yield return Any(s_parameters);
        }

        if (_tokens.Count > 0 && random.Next(5) == 0)
        {
            yield return $"{Any(["uploadId", "continuation-token", "versionId"])}={Uri.EscapeDataString(_tokens[random.Next(_tokens.Count)])}";
        }
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>();
        for (var count = random.Next(3) == 0 ? random.Next(1, 4) : 0; count > 0; count--)
        {
            var (name, value) = s_headers[random.Next(s_headers.Length)];
            headers[name] = value;
        }

        return headers;
    }

    private byte[] Body()
    {
        if (random.Next(3) == 0)
        {
            var bytes = new byte[random.Next(1, 5000)];
            random.NextBytes(bytes);
            return bytes;
        }

        var text = Any(s_bodies);
        return Encoding.UTF8.GetBytes(random.Next(8) == 0 ? text[..random.Next(text.Length + 1)] : text);
    }

    private string Any(string[] of) => of[random.Next(of.Length)];

    [GeneratedRegex("<(UploadId|NextContinuationToken)>(?<token>[^<]+)<", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
