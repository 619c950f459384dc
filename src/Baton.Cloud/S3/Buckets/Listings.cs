using System.Text;
using System.Xml.Linq;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Buckets;

/// <summary>The keys of a bucket, page by page, in the three ways that S3 has for it.</summary>
internal static class Listings
{
    private const int PageSize = 1000;

    public static Task FirstAsync(S3Request request)
    {
        var text = new ListingText(request);
        var marker = request.Parameter("marker");
        var (asked, most) = Asked(request, marker is not null && IsCommonPrefix(request, marker) ? marker + Utf8Order.Last : marker);
        var page = request.Contents.List(asked);
        return S3Xml.WriteAsync(request, S3Xml.Element("ListBucketResult", [
            S3Xml.Element("Name", request.Bucket), S3Xml.Element("Prefix", text.Of(request.Parameter("prefix"))), S3Xml.Element("Marker", text.Of(marker)),
            // Without a delimiter, the last key is the marker, and S3 does not say it twice.
            page.IsTruncated && asked.Delimiter is not null ? S3Xml.Element("NextMarker", text.Of(page.Last)) : null,
            .. text.Head(most, page.IsTruncated), .. page.Items.Select(one => Contents(request, text, one, withOwner: true)), .. text.CommonPrefixes(page.CommonPrefixes)]));
    }

    public static Task SecondAsync(S3Request request)
    {
        if (request.Parameter("list-type") != "2")
        {
            throw S3Errors.InvalidArgument("Invalid List Type specified in Request");
        }

        var text = new ListingText(request);
        var token = request.Parameter("continuation-token");
        var startAfter = request.Parameter("start-after");
        var withOwner = string.Equals(request.Parameter("fetch-owner"), "true", StringComparison.OrdinalIgnoreCase);
        var (asked, most) = Asked(request, token is null ? startAfter : Open(token));
        var page = request.Contents.List(asked);
        return S3Xml.WriteAsync(request, S3Xml.Element("ListBucketResult", [
            S3Xml.Element("Name", request.Bucket), S3Xml.Element("Prefix", text.Of(request.Parameter("prefix"))),
            token is null ? null : S3Xml.Element("ContinuationToken", token),
            startAfter is null ? null : S3Xml.Element("StartAfter", text.Of(startAfter)),
            page.IsTruncated ? S3Xml.Element("NextContinuationToken", Seal(page.Next!)) : null,
            S3Xml.Element("KeyCount", page.Count),
            .. text.Head(most, page.IsTruncated), .. page.Items.Select(one => Contents(request, text, one, withOwner)), .. text.CommonPrefixes(page.CommonPrefixes)]));
    }

    /// <summary>Of a bucket without versioning: every object is its only version, and that has no id.</summary>
    public static Task VersionsAsync(S3Request request)
    {
        var text = new ListingText(request);
        var marker = request.Parameter("key-marker");
        var (asked, most) = Asked(request, marker is not null && IsCommonPrefix(request, marker) ? marker + Utf8Order.Last : marker);
        var page = request.Contents.List(asked);
        return S3Xml.WriteAsync(request, S3Xml.Element("ListVersionsResult", [
            S3Xml.Element("Name", request.Bucket), S3Xml.Element("Prefix", text.Of(request.Parameter("prefix"))), S3Xml.Element("KeyMarker", text.Of(marker)), S3Xml.Element("VersionIdMarker"),
            page.IsTruncated ? S3Xml.Element("NextKeyMarker", text.Of(page.Last)) : null,
            page.IsTruncated ? S3Xml.Element("NextVersionIdMarker", "null") : null,
            .. text.Head(most, page.IsTruncated), .. page.Items.Select(one => Version(request, text, one)), .. text.CommonPrefixes(page.CommonPrefixes)]));
    }

    private static (Listing Asked, int Most) Asked(S3Request request, string? after)
    {
        var most = request.Number("max-keys", PageSize);
        return (new(request.Parameter("prefix") ?? "", request.Parameter("delimiter"), after, most), most);
    }

    // A page may end with one; what it stands for must not come again.
    private static bool IsCommonPrefix(S3Request request, string marker) =>
        request.Parameter("delimiter") is { } delimiter && marker.EndsWith(delimiter, StringComparison.Ordinal)
        && marker.Length > (request.Parameter("prefix") ?? "").Length;

    private static XElement Contents(S3Request request, ListingText text, ObjectRecord one, bool withOwner) =>
        S3Xml.Element("Contents", [.. Common(text, one), withOwner ? Owners.Element("Owner", request.Contents.Record.AccountId) : null]);

    private static XElement Version(S3Request request, ListingText text, ObjectRecord one) => S3Xml.Element(
        "Version", [.. Common(text, one), S3Xml.Element("VersionId", "null"), S3Xml.Element("IsLatest", true), Owners.Element("Owner", request.Contents.Record.AccountId)]);

    private static IEnumerable<XElement> Common(ListingText text, ObjectRecord one) =>
    [
        S3Xml.Element("Key", text.Of(one.Key)),
        S3Xml.Element("LastModified", S3Xml.Time(one.LastModified)),
        S3Xml.Element("ETag", $"\"{one.ETag}\""),
        S3Xml.Element("ChecksumAlgorithm", one.Checksum.Algorithm.Name),
        S3Xml.Element("ChecksumType", one.Checksum.Type),
        S3Xml.Element("Size", one.Size),
        S3Xml.Element("StorageClass", one.Traits.StorageClass),
    ];

    private static string Seal(string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(after.Replace(Utf8Order.Last, "\0", StringComparison.Ordinal)));

    private static string Open(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, count)).Replace("\0", Utf8Order.Last, StringComparison.Ordinal)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect");
    }
}
