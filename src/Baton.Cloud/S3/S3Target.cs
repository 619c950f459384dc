using System.Text.RegularExpressions;

namespace Baton.Cloud.S3;

/// <summary>The bucket and the key that a request names, both in its path or the bucket in its host.</summary>
internal sealed partial record S3Target(string? Bucket, string? Key, bool IsVirtualHost)
{
    /// <param name="host">With or without a port.</param>
    /// <param name="path">As on the request line, percent-encoded.</param>
    public static S3Target Parse(string host, string path)
    {
        var name = host.Split(':')[0].ToLowerInvariant();
        var rest = Uri.UnescapeDataString(path.TrimStart('/').Length == 0 ? "" : path[1..]);
        if (!Endpoint().IsMatch(name) && VirtualHost().Match(name) is { Success: true } match)
        {
            return new(match.Groups["bucket"].Value, rest.Length == 0 ? null : rest, IsVirtualHost: true);
        }

        var slash = rest.IndexOf('/');
        var (bucket, key) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        return new(bucket.Length == 0 ? null : bucket, key.Length == 0 ? null : key, IsVirtualHost: false);
    }

    /// <summary>A host that belongs to S3 whatever else the request says.</summary>
    public static bool IsS3Host(string host)
    {
        var name = host.Split(':')[0].ToLowerInvariant();
        return name.StartsWith("s3.", StringComparison.Ordinal) || name.Contains(".s3.", StringComparison.Ordinal) || name.Contains(".s3-", StringComparison.Ordinal);
    }

    // localhost, s3.localhost, s3.eu-west-1.localhost, and the same of AWS, for those who lead its names here.
    [GeneratedRegex(@"^(s3([.-][a-z0-9-]+)?\.)?(localhost|amazonaws\.com)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Endpoint();

    // photos.s3.eu-west-1.localhost, my.photos.s3.localhost, photos.localhost
    [GeneratedRegex(@"^(?<bucket>[a-z0-9.-]+?)\.(s3([.-][a-z0-9-]+)?\.)?(localhost|amazonaws\.com)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VirtualHost();
}
