using System.Net;
using System.Text.RegularExpressions;

namespace Baton.Cloud.S3.Buckets;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html</summary>
internal static partial class BucketNames
{
    /// <summary>Why not; null when it can be one.</summary>
    public static string? Refuse(string name) => name switch
    {
        _ when !Form().IsMatch(name) => "a name has 3 to 63 lower case letters, digits, dots and hyphens, and begins and ends with a letter or a digit",
        _ when name.Contains("..", StringComparison.Ordinal) => "two dots must not follow each other",
        _ when IPAddress.TryParse(name, out _) => "it must not look like an IP address",
        _ when Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) => $"it must not begin with {string.Join(", ", Prefixes)}",
        _ when Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) => $"it must not end with {string.Join(", ", Suffixes)}",
        _ => null,
    };

    private static readonly string[] Prefixes = ["xn--", "sthree-", "amzn-s3-demo-"];

    private static readonly string[] Suffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
