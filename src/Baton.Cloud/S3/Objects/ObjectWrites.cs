using System.Text;
using Baton.Aws.Wire;
using Baton.Cloud.S3.Checksums;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

/// <summary>Objects are put and copied.</summary>
internal sealed class ObjectWrites(ObjectStore store, Intake intake, TimeProvider time)
{
    public const int LongestKey = 1024;

    public async Task PutAsync(S3Request request)
    {
        CheckKey(request);
        var traits = TraitHeaders.Read(request);
        var payload = Payload.Of(request);
        // Said before a large body has come for nothing; and again, where it counts, when it is put.
        Conditions.CheckWrite(request, request.Contents.Find(request.Key));
        var (blob, checksum) = await intake.ReceiveAsync(payload, payload.Declared ?? Algorithm(request) ?? ChecksumAlgorithm.Crc64Nvme);
        Put(request, new() { Bucket = request.Bucket, Key = request.Key, LastModified = time.GetUtcNow(), ETag = blob.ETag, Checksum = checksum, Blobs = [blob], Traits = traits });
        request.Answer("ETag", $"\"{blob.ETag}\"");
        request.Answer(checksum.Algorithm.Header, checksum.Value);
        request.Answer("x-amz-checksum-type", checksum.Type);
        TraitHeaders.AnswerEncryption(request, traits);
        request.Response.ContentLength = 0;
    }

    public async Task CopyAsync(S3Request request)
    {
        CheckKey(request);
        var source = CopySource.Of(request, store);
        using var bytes = source.Open(request, store);
        if (bytes.Record.Size > Intake.Largest)
        {
            throw S3Errors.InvalidRequest("The specified copy source is larger than the maximum allowable size for a copy source: 5368709120");
        }

        var traits = Traits(request, bytes.Record.Traits, source.Bucket == request.Contents && source.Key == request.Key);
        Conditions.CheckWrite(request, request.Contents.Find(request.Key));
        var algorithm = Algorithm(request) ?? bytes.Record.Checksum.Algorithm;
        // The copy of an upload in parts has one, and its ETag is the MD5 of all its bytes.
        var (blob, checksum) = !bytes.Record.IsMultipart && algorithm == bytes.Record.Checksum.Algorithm && store.Files.TryDuplicate(bytes.Record.Blobs[0]) is { } same
            ? (same, bytes.Record.Checksum)
            : await intake.CopyAsync(bytes, new(0, bytes.Record.Size), algorithm, request.Cancelled);
        var record = new ObjectRecord { Bucket = request.Bucket, Key = request.Key, LastModified = time.GetUtcNow(), ETag = blob.ETag, Checksum = checksum, Blobs = [blob], Traits = traits };
        Put(request, record);
        TraitHeaders.AnswerEncryption(request, traits);
        await S3Xml.WriteAsync(request, S3Xml.Element(
            "CopyObjectResult",
            S3Xml.Element("ETag", $"\"{record.ETag}\""), S3Xml.Element("LastModified", S3Xml.Time(record.LastModified)),
            S3Xml.Element(checksum.Algorithm.Element, checksum.Value), S3Xml.Element("ChecksumType", checksum.Type)));
    }

    public static void CheckKey(S3Request request)
    {
        if (Encoding.UTF8.GetByteCount(request.Key) > LongestKey)
        {
            throw new AwsException("KeyTooLongError", "Your key is too long");
        }
    }

    /// <summary>The algorithm that was asked for by name, and not by a checksum.</summary>
    public static ChecksumAlgorithm? Algorithm(S3Request request) =>
        (request.Header("x-amz-checksum-algorithm") ?? request.Header("x-amz-sdk-checksum-algorithm")) is { } name ? ChecksumNames.Parse(name) : null;

    private void Put(S3Request request, ObjectRecord record)
    {
        try
        {
            store.Put(request.Contents, record, before => Conditions.CheckWrite(request, before));
        }
        catch (AwsException)
        {
            store.Files.Delete(record.Blobs);
            throw;
        }
    }

    private static ObjectTraits Traits(S3Request request, ObjectTraits there, bool isItself)
    {
        var said = TraitHeaders.Read(request);
        var replaced = Directive(request, "x-amz-metadata-directive") == "REPLACE";
        var traits = (replaced ? said : there) with
        {
            Tags = Directive(request, "x-amz-tagging-directive") == "REPLACE" ? said.Tags : there.Tags, StorageClass = said.StorageClass, Encryption = said.Encryption, KmsKeyId = said.KmsKeyId,
        };
        var unchanged = traits.StorageClass == there.StorageClass && request.Header("x-amz-server-side-encryption") is null && request.Header("x-amz-website-redirect-location") is null;
        return isItself && !replaced && unchanged
            ? throw S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.")
            : traits;
    }

    private static string Directive(S3Request request, string header) => request.Header(header) switch
    {
        null or "COPY" => "COPY",
        "REPLACE" => "REPLACE",
        _ => throw S3Errors.InvalidArgument($"Unknown value of {header}: it is COPY or REPLACE."),
    };
}
