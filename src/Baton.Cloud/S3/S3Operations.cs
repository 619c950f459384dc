using System.Net;
using Baton.Aws.Wire;
using Baton.Cloud.S3.Buckets;
using Baton.Cloud.S3.Multipart;
using Baton.Cloud.S3.Objects;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3;

/// <summary>Every operation of S3 that the cloud answers.</summary>
internal sealed class S3Operations
{
    // Of S3, and not here. A request for one of them must not pass for the one that it looks like without its parameter.
    private static readonly string[] NotHere =
    [
        "analytics", "intelligent-tiering", "inventory", "legal-hold", "metadataConfiguration", "metadataTable", "metrics", "renameObject", "restore", "retention", "select", "session", "torrent",
    ];

    // The first that matches counts, so those with a parameter or a header come before those without.
    private readonly IReadOnlyList<S3Operation> _all;

    public S3Operations(ObjectStore store, TimeProvider time)
    {
        var intake = new Intake(store);
        _all =
        [
            .. OfBuckets(store, time),
            .. new BucketSettings().Operations,
            .. OfParts(store, intake, time),
            .. OfObjects(store, intake, time),
        ];
    }

    public IEnumerable<string> Names => _all.Select(operation => operation.Name);

    public S3Operation Find(S3Request request)
    {
        var level = request.Target switch
        {
            { Bucket: null } => S3Level.Service,
            { Key: null } => S3Level.Bucket,
            _ => S3Level.Object,
        };
        if (request.Parameters.FirstOrDefault(NotHere.Contains) is { } parameter)
        {
            throw S3Errors.NotImplemented($"what '?{parameter}' asks for");
        }

        return _all.FirstOrDefault(operation => operation.Matches(request, level))
            ?? throw (request.Http.Request.Method is "POST" or "OPTIONS" && level != S3Level.Object
                ? S3Errors.NotImplemented("uploads by HTML forms and cross-origin requests")
                : new AwsException("MethodNotAllowed", "The specified method is not allowed against this resource.", HttpStatusCode.MethodNotAllowed));
    }

    private static IEnumerable<S3Operation> OfBuckets(ObjectStore store, TimeProvider time)
    {
        var buckets = new BucketActions(store, time);
        var tags = new BucketTags(store);
        return
        [
            new("ListBuckets", "GET", S3Level.Service, buckets.ListAsync),
            new("GetBucketLocation", "GET", S3Level.Bucket, BucketActions.LocateAsync) { Parameter = "location", FromAnyRegion = true },
            new("GetBucketTagging", "GET", S3Level.Bucket, BucketTags.GetAsync) { Parameter = "tagging" },
            new("PutBucketTagging", "PUT", S3Level.Bucket, tags.PutAsync) { Parameter = "tagging" },
            new("DeleteBucketTagging", "DELETE", S3Level.Bucket, tags.DeleteAsync) { Parameter = "tagging" },
            new("ListObjectVersions", "GET", S3Level.Bucket, Listings.VersionsAsync) { Parameter = "versions" },
            new("ListObjectsV2", "GET", S3Level.Bucket, Listings.SecondAsync) { Parameter = "list-type" },
        ];
    }

    private static IEnumerable<S3Operation> OfParts(ObjectStore store, Intake intake, TimeProvider time)
    {
        var uploads = new Uploads(store, time);
        var parts = new Parts(store, intake, time);
        var completion = new Completion(store, time);
        return
        [
            new("ListMultipartUploads", "GET", S3Level.Bucket, Uploads.ListAsync) { Parameter = "uploads" },
            new("CreateMultipartUpload", "POST", S3Level.Object, uploads.CreateAsync) { Parameter = "uploads" },
            new("AbortMultipartUpload", "DELETE", S3Level.Object, uploads.AbortAsync) { Parameter = "uploadId" },
            new("UploadPartCopy", "PUT", S3Level.Object, parts.CopyAsync) { Parameter = "uploadId", Header = CopySource.Header },
            new("UploadPart", "PUT", S3Level.Object, parts.PutAsync) { Parameter = "uploadId" },
            new("ListParts", "GET", S3Level.Object, Parts.ListAsync) { Parameter = "uploadId" },
            new("CompleteMultipartUpload", "POST", S3Level.Object, completion.CompleteAsync) { Parameter = "uploadId" },
        ];
    }

    private static IEnumerable<S3Operation> OfObjects(ObjectStore store, Intake intake, TimeProvider time)
    {
        var reads = new ObjectReads(store);
        var writes = new ObjectWrites(store, intake, time);
        var deletes = new ObjectDeletes(store);
        var tags = new ObjectTags(store);
        var buckets = new BucketActions(store, time);
        return
        [
            new("GetObjectTagging", "GET", S3Level.Object, ObjectTags.GetAsync) { Parameter = "tagging" },
            new("PutObjectTagging", "PUT", S3Level.Object, tags.PutAsync) { Parameter = "tagging" },
            new("DeleteObjectTagging", "DELETE", S3Level.Object, tags.DeleteAsync) { Parameter = "tagging" },
            new("GetObjectAcl", "GET", S3Level.Object, ObjectReads.AclAsync) { Parameter = "acl" },
            new("PutObjectAcl", "PUT", S3Level.Object, ObjectReads.PutAclAsync) { Parameter = "acl" },
            new("GetObjectAttributes", "GET", S3Level.Object, ObjectReads.AttributesAsync) { Parameter = "attributes" },
            new("GetObject", "GET", S3Level.Object, reads.GetAsync),
            new("HeadObject", "HEAD", S3Level.Object, ObjectReads.HeadAsync),
            new("CopyObject", "PUT", S3Level.Object, writes.CopyAsync) { Header = CopySource.Header },
            new("PutObject", "PUT", S3Level.Object, writes.PutAsync),
            new("DeleteObject", "DELETE", S3Level.Object, deletes.DeleteAsync),
            new("DeleteObjects", "POST", S3Level.Bucket, deletes.DeleteManyAsync) { Parameter = "delete" },
            new("ListObjects", "GET", S3Level.Bucket, Listings.FirstAsync),
            new("HeadBucket", "HEAD", S3Level.Bucket, BucketActions.HeadAsync),
            new("CreateBucket", "PUT", S3Level.Bucket, buckets.CreateAsync) { NeedsBucket = false },
            new("DeleteBucket", "DELETE", S3Level.Bucket, buckets.DeleteAsync),
        ];
    }
}
