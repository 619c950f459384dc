using System.Net;
using System.Security.Cryptography;
using Baton.Aws.Wire;
using Baton.Cloud.S3.Buckets;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Objects;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Multipart;

/// <summary>Uploads in parts begin, are listed and are given up.</summary>
internal sealed class Uploads(ObjectStore store, TimeProvider time)
{
    private const int PageSize = 1000;

    public async Task CreateAsync(S3Request request)
    {
        ObjectWrites.CheckKey(request);
        var traits = TraitHeaders.Read(request);
        var asked = ObjectWrites.Algorithm(request);
        var algorithm = asked ?? ChecksumAlgorithm.Crc64Nvme;
        var record = new UploadRecord
        {
            UploadId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), Bucket = request.Bucket, Key = request.Key, Initiated = time.GetUtcNow(),
            Traits = traits, Algorithm = algorithm, IsComposite = IsComposite(request.Header("x-amz-checksum-type"), algorithm), IsAskedFor = asked is not null,
        };
        store.Begin(request.Contents, record);
        TraitHeaders.AnswerEncryption(request, traits);
        request.Answer("x-amz-checksum-algorithm", asked is null ? null : algorithm.Name);
        request.Answer("x-amz-checksum-type", asked is null ? null : record.IsComposite ? "COMPOSITE" : "FULL_OBJECT");
        await S3Xml.WriteAsync(request, S3Xml.Element(
            "InitiateMultipartUploadResult", S3Xml.Element("Bucket", request.Bucket), S3Xml.Element("Key", request.Key), S3Xml.Element("UploadId", record.UploadId)));
    }

    public Task AbortAsync(S3Request request)
    {
        var uploadId = request.Parameter("uploadId");
        if (request.Contents.FindUpload(uploadId, request.Key) is null)
        {
            throw S3Errors.NoSuchUpload();
        }

        store.Abort(request.Contents, uploadId!);
        request.Status(HttpStatusCode.NoContent);
        return Task.CompletedTask;
    }

    public static Task ListAsync(S3Request request)
    {
        var text = new ListingText(request);
        var (keyMarker, idMarker) = (request.Parameter("key-marker"), request.Parameter("upload-id-marker"));
        var (prefix, delimiter) = (request.Parameter("prefix") ?? "", request.Parameter("delimiter"));
        var most = request.Number("max-uploads", PageSize);
        var all = request.Contents.ListUploads();
        var marked = all.FirstOrDefault(upload => upload.UploadId == idMarker)?.Initiated;
        // One line of the answer for each upload, or for all whose keys have a beginning in common.
        var lines = all.Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal) && IsAfter(upload, keyMarker, marked, idMarker))
            .OrderBy(upload => upload.Key, Utf8Order.Instance).ThenBy(upload => upload.Initiated)
            .GroupBy(upload => CommonPrefix(upload.Key, prefix, delimiter) ?? $"{upload.Key}\0{upload.UploadId}").Where(line => line.Key.Contains('\0') || line.Key != keyMarker).ToList();
        var page = lines.Take(most).ToList();
        var truncated = page.Count > 0 && page.Count < lines.Count;
        var last = page.LastOrDefault()?.Last();
        return S3Xml.WriteAsync(request, S3Xml.Element("ListMultipartUploadsResult", [
            S3Xml.Element("Bucket", request.Bucket), S3Xml.Element("KeyMarker", text.Of(keyMarker)), S3Xml.Element("UploadIdMarker", idMarker),
            truncated ? S3Xml.Element("NextKeyMarker", text.Of(last!.Key)) : null, truncated ? S3Xml.Element("NextUploadIdMarker", last!.UploadId) : null,
            S3Xml.Element("Prefix", text.Of(prefix)), .. text.Head(most, truncated, "MaxUploads"),
            .. page.Where(line => line.Key.Contains('\0')).Select(line => Upload(request, text, line.First())),
            .. text.CommonPrefixes(page.Where(line => !line.Key.Contains('\0')).Select(line => line.Key))]));
    }

    private static bool IsAfter(UploadRecord upload, string? keyMarker, DateTimeOffset? marked, string? idMarker)
    {
        if (keyMarker is null)
        {
            return true;
        }

        var order = Utf8Order.Instance.Compare(upload.Key, keyMarker);
        return order > 0 || (order == 0 && marked is not null && upload.UploadId != idMarker && upload.Initiated >= marked);
    }

    private static string? CommonPrefix(string key, string prefix, string? delimiter)
    {
        var end = delimiter is null ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + delimiter!.Length)];
    }

    private static System.Xml.Linq.XElement Upload(S3Request request, ListingText text, UploadRecord upload) => S3Xml.Element(
        "Upload",
        S3Xml.Element("Key", text.Of(upload.Key)), S3Xml.Element("UploadId", upload.UploadId),
        Owners.Element("Initiator", request.Contents.Record.AccountId), Owners.Element("Owner", request.Contents.Record.AccountId),
        S3Xml.Element("StorageClass", upload.Traits.StorageClass), S3Xml.Element("Initiated", S3Xml.Time(upload.Initiated)),
        upload.IsAskedFor ? S3Xml.Element("ChecksumAlgorithm", upload.Algorithm.Name) : null,
        upload.IsAskedFor ? S3Xml.Element("ChecksumType", upload.IsComposite ? "COMPOSITE" : "FULL_OBJECT") : null);

    private static bool IsComposite(string? type, ChecksumAlgorithm algorithm) => (type, algorithm) switch
    {
        (null, _) => algorithm != ChecksumAlgorithm.Crc64Nvme,
        ("COMPOSITE", not ChecksumAlgorithm.Crc64Nvme) => true,
        ("FULL_OBJECT", _) when algorithm.IsCrc => false,
        ("COMPOSITE" or "FULL_OBJECT", _) => throw S3Errors.InvalidRequest($"The {type} checksum type cannot be used with the {algorithm.Name} checksum algorithm."),
        _ => throw new AwsException("InvalidRequest", "Value for x-amz-checksum-type header is invalid."),
    };
}
