using System.Net;
using System.Xml.Linq;
using Baton.Aws.Wire;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

/// <summary>Objects are deleted. What is not there is deleted with success, as on S3.</summary>
internal sealed class ObjectDeletes(ObjectStore store)
{
    private const int MostAtOnce = 1000;

    public Task DeleteAsync(S3Request request)
    {
        ObjectReads.CheckVersion(request);
        store.Remove(request.Contents, request.Key, before =>
        {
            if (request.Header("if-match") is { } match && !Conditions.Names(match, before ?? throw S3Errors.NoSuchKey()))
            {
                throw S3Errors.PreconditionFailed();
            }
        });
        request.Status(HttpStatusCode.NoContent);
        return Task.CompletedTask;
    }

    public async Task DeleteManyAsync(S3Request request)
    {
        if (!Payload.Of(request).IsGuarded)
        {
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }

        var document = await S3Xml.ReadAsync(request, "Delete");
        var objects = document.Children("Object").ToList();
        if (objects.Count is 0 or > MostAtOnce)
        {
            throw S3Errors.MalformedXml();
        }

        var quiet = document.Child("Quiet") == "true";
        var results = objects.Select(one => Delete(request, one)).Where(result => !quiet || result.Name.LocalName == "Error").ToList();
        await S3Xml.WriteAsync(request, S3Xml.Element("DeleteResult", results));
    }

    private XElement Delete(S3Request request, XElement one)
    {
        var key = one.Child("Key") ?? throw S3Errors.MalformedXml();
        var version = one.Child("VersionId");
        try
        {
            if (version is not null and not "null" and not "")
            {
                throw S3Errors.NoSuchVersion();
            }

            store.Remove(request.Contents, key, before =>
            {
                if (one.Child("ETag") is { } tag && !Conditions.Names(tag, before ?? throw S3Errors.NoSuchKey()))
                {
                    throw S3Errors.PreconditionFailed();
                }
            });
            return S3Xml.Element("Deleted", S3Xml.Element("Key", key), string.IsNullOrEmpty(version) ? null : S3Xml.Element("VersionId", version));
        }
        catch (AwsException refused)
        {
            // Of this one alone; the answer says so, and the others are deleted.
            return S3Xml.Element("Error", S3Xml.Element("Key", key), S3Xml.Element("Code", refused.Code), S3Xml.Element("Message", refused.Message));
        }
    }
}
