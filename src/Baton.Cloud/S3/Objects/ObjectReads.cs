using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Baton.Cloud.S3.Buckets;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

/// <summary>Objects are read, whole, in ranges or by part, and asked about.</summary>
internal sealed class ObjectReads(ObjectStore store)
{
    public async Task GetAsync(S3Request request)
    {
        CheckVersion(request);
        using var bytes = ObjectBytes.Open(store, request.Contents, request.Key);
        var range = Head(request, bytes.Record);
        await bytes.CopyToAsync(request.Response.Body, range, request.Cancelled);
    }

    public static Task HeadAsync(S3Request request)
    {
        Head(request, Find(request));
        return Task.CompletedTask;
    }

    public static Task AclAsync(S3Request request)
    {
        Find(request);
        return S3Xml.WriteAsync(request, Owners.Acl(request.Contents.Record.AccountId));
    }

    public static Task PutAclAsync(S3Request request)
    {
        Find(request);
        return Owners.PutAclAsync(request);
    }

    public static Task AttributesAsync(S3Request request)
    {
        var record = Find(request);
        var asked = (request.Header("x-amz-object-attributes") ?? throw S3Errors.InvalidArgument("The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty"))
            .Split(',', StringSplitOptions.TrimEntries);
        request.Answer("Last-Modified", Time(record));
        return S3Xml.WriteAsync(request, S3Xml.Element("GetObjectAttributesResponse", [
            asked.Contains("ETag") ? S3Xml.Element("ETag", record.ETag) : null,
            asked.Contains("Checksum") ? S3Xml.Element("Checksum", S3Xml.Element(record.Checksum.Algorithm.Element, record.Checksum.Value), S3Xml.Element("ChecksumType", record.Checksum.Type)) : null,
            asked.Contains("ObjectParts") && record.IsMultipart ? Parts(record) : null,
            asked.Contains("StorageClass") ? S3Xml.Element("StorageClass", record.Traits.StorageClass) : null,
            asked.Contains("ObjectSize") ? S3Xml.Element("ObjectSize", record.Size) : null]));
    }

    /// <summary>Without versioning there is one version, and its name is "null".</summary>
    public static void CheckVersion(S3Request request)
    {
        if (request.Parameter("versionId") is { } version && version != "null")
        {
            throw S3Errors.NoSuchVersion();
        }
    }

    private static ObjectRecord Find(S3Request request)
    {
        CheckVersion(request);
        return request.Contents.Find(request.Key) ?? throw S3Errors.NoSuchKey();
    }

    private static XElement Parts(ObjectRecord record) => S3Xml.Element("ObjectParts", [
        S3Xml.Element("PartsCount", record.Blobs.Count),
        S3Xml.Element("IsTruncated", false),
        .. record.Checksum.IsComposite
            ? record.Blobs.Select((blob, index) => S3Xml.Element(
                "Part", S3Xml.Element(record.Checksum.Algorithm.Element, blob.Checksum), S3Xml.Element("PartNumber", index + 1), S3Xml.Element("Size", blob.Size)))
            : []]);

    /// <summary>Everything before the bytes; says which of them are meant.</summary>
    private static ByteRange Head(S3Request request, ObjectRecord record)
    {
        request.Answer("Last-Modified", Time(record));
        request.Answer("ETag", $"\"{record.ETag}\"");
        Conditions.CheckRead(request, record);
        var part = Part(request, record);
        var range = part ?? ByteRange.Parse(request.Header("range"), record.Size);
        request.Status(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        request.Answer("Accept-Ranges", "bytes");
        request.Answer("Content-Range", range?.Header(record.Size));
        request.Answer("x-amz-mp-parts-count", part is not null && record.IsMultipart ? record.Blobs.Count.ToString(CultureInfo.InvariantCulture) : null);
        TraitHeaders.Answer(request, record.Traits);
        if (range is null && string.Equals(request.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase))
        {
            request.Answer(record.Checksum.Algorithm.Header, record.Checksum.Value);
            request.Answer("x-amz-checksum-type", record.Checksum.Type);
        }

        var whole = range ?? new(0, record.Size);
        request.Response.ContentLength = whole.Length;
        return whole;
    }

    private static ByteRange? Part(S3Request request, ObjectRecord record)
    {
        if (request.Parameter("partNumber") is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }

        return number <= record.Blobs.Count
            ? new(record.Blobs.Take(number - 1).Sum(blob => blob.Size), record.Blobs[number - 1].Size)
            : throw new Aws.Wire.AwsException("InvalidPartNumber", "The requested partnumber is not satisfiable", HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    private static string Time(ObjectRecord record) => record.LastModified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}
