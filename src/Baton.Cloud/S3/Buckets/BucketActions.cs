using System.Net;
using System.Xml.Linq;
using Baton.Cloud.Places;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Buckets;

/// <summary>Buckets come, go, and say where they are.</summary>
internal sealed class BucketActions(ObjectStore store, TimeProvider time)
{
    private const string FirstRegion = "us-east-1";
    private const int MostBuckets = 10_000;

    public Task ListAsync(S3Request request)
    {
        var most = request.Number("max-buckets", MostBuckets);
        var after = request.Parameter("continuation-token");
        var (prefix, region) = (request.Parameter("prefix") ?? "", request.Parameter("bucket-region"));
        List<BucketRecord> found =
        [
            .. store.Buckets.Where(bucket => bucket.AccountId == request.Caller.AccountId && bucket.Name.StartsWith(prefix, StringComparison.Ordinal)
                && (region is null || bucket.Region == region) && (after is null || string.CompareOrdinal(bucket.Name, after) > 0)),
        ];
        var page = found.Take(most).ToList();
        return S3Xml.WriteAsync(request, S3Xml.Element(
            "ListAllMyBucketsResult",
            Owners.Element("Owner", request.Caller.AccountId),
            S3Xml.Element("Buckets", page.Select(bucket => S3Xml.Element(
                "Bucket",
                S3Xml.Element("Name", bucket.Name), S3Xml.Element("CreationDate", S3Xml.Time(bucket.Created)), S3Xml.Element("BucketRegion", bucket.Region)))),
            page.Count is > 0 && page.Count < found.Count ? S3Xml.Element("ContinuationToken", page[^1].Name) : null,
            prefix.Length > 0 ? S3Xml.Element("Prefix", prefix) : null));
    }

    public async Task CreateAsync(S3Request request)
    {
        if (BucketNames.Refuse(request.Bucket) is { } reason)
        {
            throw new Aws.Wire.AwsException("InvalidBucketName", $"The specified bucket is not valid: {reason}.");
        }

        RefusedHeaders.Check(request);
        if (string.Equals(request.Header("x-amz-bucket-object-lock-enabled"), "true", StringComparison.OrdinalIgnoreCase))
        {
            throw S3Errors.NotImplemented("Object Lock");
        }

        var configuration = request.Http.Request.ContentLength is > 0 ? await S3Xml.ReadAsync(request, "CreateBucketConfiguration") : null;
        var record = new BucketRecord
        {
            Name = request.Bucket, AccountId = request.Caller.AccountId, Region = RegionOf(request, configuration), Created = time.GetUtcNow(),
            Tags = configuration?.Children("Tags").FirstOrDefault() is { } tags ? TagSet.Of(tags, TagSet.MostOfBucket) : new Dictionary<string, string>(),
        };
        var there = store.TryCreate(record);
        if (there is not null && there.AccountId != record.AccountId)
        {
            throw S3Errors.Conflict(
                "BucketAlreadyExists", "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.");
        }

        // Only there, for the sake of programs from the time when there was no other region, it is no error.
        if (there is not null && (there.Region != FirstRegion || record.Region != FirstRegion))
        {
            throw S3Errors.Conflict("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.");
        }

        request.Answer("Location", $"/{record.Name}");
        request.Response.ContentLength = 0;
    }

    public Task DeleteAsync(S3Request request)
    {
        if (!store.TryDelete(request.Contents))
        {
            throw S3Errors.Conflict("BucketNotEmpty", "The bucket you tried to delete is not empty");
        }

        request.Status(HttpStatusCode.NoContent);
        return Task.CompletedTask;
    }

    public static Task HeadAsync(S3Request request)
    {
        request.Answer("x-amz-bucket-region", request.Contents.Record.Region);
        request.Answer("x-amz-access-point-alias", "false");
        request.Response.ContentType = "application/xml";
        return Task.CompletedTask;
    }

    public static Task LocateAsync(S3Request request)
    {
        var region = request.Contents.Record.Region;
        // The first region's name is nothing, in both senses.
        return S3Xml.WriteAsync(request, S3Xml.Element("LocationConstraint", region == FirstRegion ? null : region));
    }

    private static string RegionOf(S3Request request, XElement? configuration)
    {
        var here = request.Caller.Region ?? FirstRegion;
        var asked = configuration?.Child("LocationConstraint") switch
        {
            null or "" => null,
            "EU" => "eu-west-1",
            var name => name,
        };
        if (asked is not null && !Regions.All.Contains(asked) && asked != here)
        {
            throw new Aws.Wire.AwsException("InvalidLocationConstraint", $"The specified location-constraint is not valid: {asked}");
        }

        // The first region's endpoint is also the one of the whole world.
        if (here != FirstRegion && asked != here)
        {
            throw new Aws.Wire.AwsException(
                "IllegalLocationConstraintException", $"The {asked ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.");
        }

        return asked ?? here;
    }
}
