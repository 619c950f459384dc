using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Aws.Signing;

namespace Baton.Cloud.S3.Signing;

/// <summary>
/// What a request says of its signature of version 2. boto3 and the AWS CLI presign with it in the older regions unless they are told otherwise.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
/// </summary>
internal sealed record SignatureV2
{
    private static readonly HashSet<string> Covered = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "cors", "delete", "encryption", "inventory", "lifecycle", "location", "logging", "metrics", "notification", "object-lock",
        "partNumber", "policy", "replication", "requestPayment", "restore", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
        "response-cache-control", "response-content-disposition", "response-content-encoding", "response-content-language", "response-content-type", "response-expires",
    };

    public required string AccessKeyId { get; init; }

    public required string Signature { get; init; }

    /// <summary>Only in a presigned URL.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Only in headers.</summary>
    public DateTimeOffset? Signed { get; init; }

    /// <summary>Null when the request has no such signature.</summary>
    public static SignatureV2? Read(SignableRequest request)
    {
        // AWS AKIA…:frJIUN8DYpKDtOLCwo//yllqDzg=
        if (request.Headers.TryGetValue("authorization", out var header))
        {
            var parts = header.StartsWith("AWS ", StringComparison.Ordinal) ? header[4..].Split(':', 2) : [];
            var date = request.Headers.GetValueOrDefault("x-amz-date") ?? request.Headers.GetValueOrDefault("date");
            return parts.Length == 2
                ? new() { AccessKeyId = parts[0], Signature = parts[1], Signed = DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var signed) ? signed : null }
                : null;
        }

        var query = Query(request.Query).ToLookup(pair => pair.Name, pair => pair.Value);
        return query["AWSAccessKeyId"].FirstOrDefault() is { } key && query["Signature"].FirstOrDefault() is { } signature
            ? new() { AccessKeyId = key, Signature = signature, Expires = Seconds(query["Expires"].FirstOrDefault()) }
            : null;
    }

    public bool IsMadeWith(string secret, SignableRequest request, S3Target target)
    {
        var headers = request.Headers;
        // A date of Amazon's own is among its headers, and the other date then counts as empty.
        var date = Expires is { } expires
            ? expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            : headers.ContainsKey("x-amz-date") ? "" : headers.GetValueOrDefault("date", "");
        var text = new StringBuilder()
            .Append(request.Method).Append('\n').Append(headers.GetValueOrDefault("content-md5", "")).Append('\n')
            .Append(headers.GetValueOrDefault("content-type", "")).Append('\n').Append(date).Append('\n');
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.Ordinal)).OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append(target.IsVirtualHost ? $"/{target.Bucket}" : "").Append(request.Path);
        var covered = Query(request.Query).Where(pair => Covered.Contains(pair.Name)).OrderBy(pair => pair.Name, StringComparer.Ordinal);
        var resource = string.Join('&', covered.Select(pair => pair.Value is null ? pair.Name : $"{pair.Name}={pair.Value}"));
        text.Append(resource.Length == 0 ? "" : $"?{resource}");
#pragma warning disable CA5350 // This version of the signature is made with it.
        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text.ToString()));
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToBase64String(expected)), Encoding.UTF8.GetBytes(Signature));
    }

    private static DateTimeOffset Seconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw S3Errors.AccessDenied("Invalid date (should be seconds since epoch)");

    private static IEnumerable<(string Name, string? Value)> Query(string query) =>
        query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : null));
}
