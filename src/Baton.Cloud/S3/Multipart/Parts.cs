using System.Globalization;
using Baton.Cloud.S3.Buckets;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Objects;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Multipart;

/// <summary>The parts of an upload come, in any order, again and at the same time as others.</summary>
internal sealed class Parts(ObjectStore store, Intake intake, TimeProvider time)
{
    public const int MostParts = 10_000;

    private const int PageSize = 1000;

    public async Task PutAsync(S3Request request)
    {
        var (upload, number) = (Find(request).Record, Number(request));
        var payload = Payload.Of(request);
        if (upload.IsAskedFor && payload.Declared != upload.Algorithm)
        {
            throw S3Errors.InvalidRequest(
                $"Checksum Type mismatch occurred, expected checksum Type: {upload.Algorithm.Name.ToLowerInvariant()}, actual checksum Type: {payload.Declared?.Name.ToLowerInvariant() ?? "null"}");
        }

        var (blob, checksum) = await intake.ReceiveAsync(payload, upload.Algorithm);
        Put(request, upload, number, blob);
        request.Answer("ETag", $"\"{blob.ETag}\"");
        request.Answer(checksum.Algorithm.Header, upload.IsAskedFor ? checksum.Value : null);
        TraitHeaders.AnswerEncryption(request, upload.Traits);
        request.Response.ContentLength = 0;
    }

    public async Task CopyAsync(S3Request request)
    {
        var (upload, number) = (Find(request).Record, Number(request));
        using var source = CopySource.Of(request, store).Open(request, store);
        var range = ByteRange.ParseCopy(request.Header("x-amz-copy-source-range"), source.Record.Size);
        if (range.Length > Intake.Largest)
        {
            throw S3Errors.InvalidRequest("The specified copy source is larger than the maximum allowable size for a copy source: 5368709120");
        }

        var (blob, checksum) = await intake.CopyAsync(source, range, upload.Algorithm, request.Cancelled);
        var part = Put(request, upload, number, blob);
        TraitHeaders.AnswerEncryption(request, upload.Traits);
        await S3Xml.WriteAsync(request, S3Xml.Element(
            "CopyPartResult",
            S3Xml.Element("ETag", $"\"{blob.ETag}\""), S3Xml.Element("LastModified", S3Xml.Time(part.LastModified)),
            upload.IsAskedFor ? S3Xml.Element(checksum.Algorithm.Element, checksum.Value) : null));
    }

    public static Task ListAsync(S3Request request)
    {
        var (upload, parts) = Find(request);
        var most = request.Number("max-parts", PageSize);
        var marker = request.Parameter("part-number-marker") is null ? 0 : request.Number("part-number-marker", MostParts);
        var found = parts.Where(part => part.Number > marker).ToList();
        var page = found.Take(most).ToList();
        return S3Xml.WriteAsync(request, S3Xml.Element("ListPartsResult", [
            S3Xml.Element("Bucket", request.Bucket), S3Xml.Element("Key", request.Key), S3Xml.Element("UploadId", upload.UploadId),
            Owners.Element("Initiator", request.Caller.AccountId), Owners.Element("Owner", request.Caller.AccountId), S3Xml.Element("StorageClass", upload.Traits.StorageClass),
            S3Xml.Element("PartNumberMarker", marker), page.Count > 0 ? S3Xml.Element("NextPartNumberMarker", page[^1].Number) : null,
            S3Xml.Element("MaxParts", most), S3Xml.Element("IsTruncated", page.Count > 0 && page.Count < found.Count),
            upload.IsAskedFor ? S3Xml.Element("ChecksumAlgorithm", upload.Algorithm.Name) : null,
            upload.IsAskedFor ? S3Xml.Element("ChecksumType", upload.IsComposite ? "COMPOSITE" : "FULL_OBJECT") : null,
            .. page.Select(part => S3Xml.Element(
                "Part",
                S3Xml.Element("PartNumber", part.Number), S3Xml.Element("LastModified", S3Xml.Time(part.LastModified)), S3Xml.Element("ETag", $"\"{part.Blob.ETag}\""),
                S3Xml.Element("Size", part.Blob.Size), upload.IsAskedFor ? S3Xml.Element(upload.Algorithm.Element, part.Blob.Checksum) : null))]));
    }

    private static (UploadRecord Record, IReadOnlyList<PartRecord> Parts) Find(S3Request request) =>
        request.Contents.FindUpload(request.Parameter("uploadId"), request.Key) ?? throw S3Errors.NoSuchUpload();

    private PartRecord Put(S3Request request, UploadRecord upload, int number, BlobRecord blob)
    {
        var part = new PartRecord { UploadId = upload.UploadId, Number = number, LastModified = time.GetUtcNow(), Blob = blob };
        try
        {
            store.PutPart(request.Contents, part);
            return part;
        }
        catch (Aws.Wire.AwsException)
        {
            // Completed or aborted while the part came.
            store.Files.Delete([blob]);
            throw;
        }
    }

    private static int Number(S3Request request) =>
        int.TryParse(request.Parameter("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostParts
            ? number
            : throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive");
}
