using System.Net;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

internal sealed class ObjectTags(ObjectStore store)
{
    public static Task GetAsync(S3Request request)
    {
        ObjectReads.CheckVersion(request);
        return S3Xml.WriteAsync(request, TagSet.Document((request.Contents.Find(request.Key) ?? throw S3Errors.NoSuchKey()).Traits.Tags));
    }

    public async Task PutAsync(S3Request request) => Change(request, TagSet.OfDocument(await S3Xml.ReadAsync(request, "Tagging"), TagSet.MostOfObject));

    public Task DeleteAsync(S3Request request)
    {
        Change(request, []);
        request.Status(HttpStatusCode.NoContent);
        return Task.CompletedTask;
    }

    private void Change(S3Request request, Dictionary<string, string> tags)
    {
        ObjectReads.CheckVersion(request);
        store.Change(request.Contents, request.Key, record => record with { Traits = record.Traits with { Tags = tags } });
    }
}
