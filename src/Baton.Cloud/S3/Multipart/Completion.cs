using System.Globalization;
using System.Xml.Linq;
using Baton.Aws.Wire;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Objects;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Multipart;

/// <summary>Parts become an object. Nothing is copied: the object is the list of its parts.</summary>
internal sealed class Completion(ObjectStore store, TimeProvider time)
{
    private const long SmallestPart = 5 << 20;
    private const long LargestObject = 50L << 40;

    public async Task CompleteAsync(S3Request request)
    {
        var asked = Read(await S3Xml.ReadAsync(request, "CompleteMultipartUpload"));
        var uploadId = request.Parameter("uploadId") ?? "";
        // The answer to the first try may have been lost.
        var record = request.Contents.FindUpload(uploadId, request.Key) is null && request.Contents.Find(request.Key) is { } done && done.UploadId == uploadId
            ? done
            : store.Complete(request.Contents, uploadId, upload => Join(request, upload, asked), before => Conditions.CheckWrite(request, before));
        TraitHeaders.AnswerEncryption(request, record.Traits);
        await S3Xml.WriteAsync(request, S3Xml.Element(
            "CompleteMultipartUploadResult",
            S3Xml.Element("Location", $"http://{request.Http.Request.Host}/{record.Bucket}/{Uri.EscapeDataString(record.Key)}"),
            S3Xml.Element("Bucket", record.Bucket), S3Xml.Element("Key", record.Key), S3Xml.Element("ETag", $"\"{record.ETag}\""),
            S3Xml.Element(record.Checksum.Algorithm.Element, record.Checksum.Value), S3Xml.Element("ChecksumType", record.Checksum.Type)));
    }

    private static List<Asked> Read(XElement document)
    {
        var parts = document.Children("Part").Select(ReadPart).ToList();
        if (parts.Count is 0 or > Parts.MostParts)
        {
            throw S3Errors.MalformedXml();
        }

        return parts.Zip(parts.Skip(1)).All(pair => pair.First.Number < pair.Second.Number)
            ? parts
            : throw new AwsException("InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.");
    }

    private static Asked ReadPart(XElement part) => new(
        int.TryParse(part.Child("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw S3Errors.MalformedXml(),
        (part.Child("ETag") ?? throw S3Errors.MalformedXml()).Trim().Trim('"'),
        part.Elements().FirstOrDefault(element => element.Name.LocalName.StartsWith("Checksum", StringComparison.Ordinal))?.Value);

    private ObjectRecord Join(S3Request request, BucketContents.UploadState upload, List<Asked> asked)
    {
        var (record, blobs) = (upload.Record, new List<BlobRecord>());
        foreach (var one in asked)
        {
            var blob = upload.Parts.GetValueOrDefault(one.Number)?.Blob;
            blobs.Add(blob is not null && blob.ETag == one.ETag && (one.Checksum ?? blob.Checksum) == blob.Checksum ? blob : throw S3Errors.InvalidPart());
        }

        if (record.Key != request.Key)
        {
            throw S3Errors.NoSuchUpload();
        }

        if (blobs.SkipLast(1).Any(blob => blob.Size < SmallestPart))
        {
            throw new AwsException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        }

        if (record.IsComposite && asked.Select((one, index) => one.Number == index + 1).Contains(false))
        {
            throw S3Errors.InvalidRequest("The parts of an upload whose checksum is one of its parts' checksums must be numbered 1, 2, 3 and so on.");
        }

        var size = blobs.Sum(blob => blob.Size);
        if (size > LargestObject)
        {
            throw S3Errors.EntityTooLarge();
        }

        var checksum = PartChecksums.Join(record.Algorithm, record.IsComposite, [.. blobs.Select(blob => (blob.Checksum, blob.Size))]);
        CheckWhole(request, checksum, size);
        return new()
        {
            Bucket = record.Bucket, Key = record.Key, LastModified = time.GetUtcNow(), ETag = PartChecksums.ETag([.. blobs.Select(blob => blob.ETag)]), Checksum = checksum, Blobs = blobs, Traits = record.Traits, UploadId = record.UploadId,
        };
    }

    private static void CheckWhole(S3Request request, Checksum checksum, long size)
    {
        if (request.Header("x-amz-mp-object-size") is { } said && said != size.ToString(CultureInfo.InvariantCulture))
        {
            throw S3Errors.InvalidRequest($"The provided 'x-amz-mp-object-size' header value {said} does not match what was computed: {size}");
        }

        if (request.Header(checksum.Algorithm.Header) is { } value && value.Split('-')[0] != checksum.Value.Split('-')[0])
        {
            throw S3Errors.BadDigest($"The {checksum.Algorithm.Name} you specified did not match the calculated checksum.");
        }
    }

    private sealed record Asked(int Number, string ETag, string? Checksum);
}
