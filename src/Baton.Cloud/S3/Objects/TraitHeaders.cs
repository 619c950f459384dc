using System.Text;
using Baton.Aws.Wire;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

/// <summary>What is said of an object in headers, both ways.</summary>
internal static class TraitHeaders
{
    private const string MetadataPrefix = "x-amz-meta-";
    private const int MostMetadata = 2 << 10;

    private static readonly string[] Kept = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires", "x-amz-website-redirect-location"];

    // Where the object is at hand; the archives of the others would have to be restored from before they are read.
    private static readonly string[] StorageClasses = ["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "REDUCED_REDUNDANCY", "GLACIER_IR"];

    public static ObjectTraits Read(S3Request request)
    {
        RefusedHeaders.Check(request);
        var metadata = request.Http.Request.Headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key[MetadataPrefix.Length..].ToLowerInvariant(), header => header.Value.ToString());
        if (metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value)) > MostMetadata)
        {
            throw new AwsException("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        }

        var encryption = request.Header("x-amz-server-side-encryption") ?? "AES256";
        return new()
        {
            ContentType = request.Header("content-type") ?? "binary/octet-stream",
            Headers = Kept.Select(name => (Name: name, Value: Value(request, name))).Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value!),
            Metadata = metadata,
            Tags = TagSet.OfHeader(request.Header("x-amz-tagging")),
            StorageClass = StorageClass(request.Header("x-amz-storage-class") ?? "STANDARD"),
            Encryption = encryption is "AES256" or "aws:kms" or "aws:kms:dsse" ? encryption : throw S3Errors.InvalidArgument("The encryption method specified is not supported"),
            KmsKeyId = request.Header("x-amz-server-side-encryption-aws-kms-key-id"),
        };
    }

    public static void Answer(S3Request request, ObjectTraits traits)
    {
        request.Response.ContentType = request.Parameter("response-content-type") ?? traits.ContentType;
        foreach (var name in Kept)
        {
            var said = name.StartsWith("x-", StringComparison.Ordinal) ? null : request.Parameter($"response-{name.ToLowerInvariant()}");
            request.Answer(name, Encoded(said ?? traits.Headers.GetValueOrDefault(name)));
        }

        foreach (var (name, value) in traits.Metadata)
        {
            request.Answer(MetadataPrefix + name, Encoded(value));
        }

        request.Answer("x-amz-tagging-count", traits.Tags.Count == 0 ? null : traits.Tags.Count.ToString(null as IFormatProvider));
        request.Answer("x-amz-storage-class", traits.StorageClass == "STANDARD" ? null : traits.StorageClass);
        AnswerEncryption(request, traits);
    }

    public static void AnswerEncryption(S3Request request, ObjectTraits traits)
    {
        request.Answer("x-amz-server-side-encryption", traits.Encryption);
        request.Answer("x-amz-server-side-encryption-aws-kms-key-id", traits.KmsKeyId);
    }

    private static string? Value(S3Request request, string name)
    {
        var value = request.Header(name);
        if (name != "Content-Encoding" || value is null)
        {
            return value;
        }

        // How the body came, not what the object is.
        var rest = string.Join(',', value.Split(',', StringSplitOptions.TrimEntries).Where(one => one != "aws-chunked"));
        return rest.Length == 0 ? null : rest;
    }

    private static string StorageClass(string name) => name switch
    {
        _ when StorageClasses.Contains(name) => name,
        "GLACIER" or "DEEP_ARCHIVE" => throw S3Errors.NotImplemented($"archives ({name})"),
        _ => throw new AwsException("InvalidStorageClass", "The storage class you specified is not valid"),
    };

    // A header holds ASCII; S3 sends anything else as RFC 2047 has it.
    private static string? Encoded(string? value) =>
        value is null || Ascii.IsValid(value) ? value : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}
