using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

/// <summary>What x-amz-copy-source names.</summary>
internal sealed record CopySource(BucketContents Bucket, string Key)
{
    public const string Header = "x-amz-copy-source";

    public static CopySource Of(S3Request request, ObjectStore store)
    {
        // /photos/2026/cat.jpg?versionId=null, percent-encoded as a path
        var parts = request.Header(Header)!.TrimStart('/').Split("?versionId=", 2);
        if (parts.Length == 2 && parts[1] != "null")
        {
            throw S3Errors.NoSuchVersion();
        }

        var path = Uri.UnescapeDataString(parts[0]);
        var slash = path.IndexOf('/');
        if (slash <= 0 || slash == path.Length - 1)
        {
            throw S3Errors.InvalidArgument("Invalid copy source object key");
        }

        var bucket = store.Find(path[..slash]) ?? throw S3Errors.NoSuchBucket();
        return bucket.Record.AccountId == request.Caller.AccountId ? new(bucket, path[(slash + 1)..]) : throw S3Errors.AccessDenied();
    }

    public ObjectBytes Open(S3Request request, ObjectStore store)
    {
        var bytes = ObjectBytes.Open(store, Bucket, Key);
        try
        {
            Conditions.CheckRead(request, bytes.Record, $"{Header}-");
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }
}
