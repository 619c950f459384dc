using System.Net;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Buckets;

internal sealed class BucketTags(ObjectStore store)
{
    public static Task GetAsync(S3Request request) => request.Contents.Record.Tags is { Count: > 0 } tags
        ? S3Xml.WriteAsync(request, TagSet.Document(tags))
        : throw S3Errors.NotFound("NoSuchTagSet", "The TagSet does not exist");

    public async Task PutAsync(S3Request request)
    {
        var tags = TagSet.OfDocument(await S3Xml.ReadAsync(request, "Tagging"), TagSet.MostOfBucket);
        store.Update(request.Contents, record => record with { Tags = tags });
        request.Status(HttpStatusCode.NoContent);
    }

    public Task DeleteAsync(S3Request request)
    {
        store.Update(request.Contents, record => record with { Tags = new Dictionary<string, string>() });
        request.Status(HttpStatusCode.NoContent);
        return Task.CompletedTask;
    }
}
