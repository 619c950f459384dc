using Baton.Aws.Wire;

namespace Baton.Cloud.S3;

/// <summary>Headers that ask for what is not here: to pass them over would be to promise it.</summary>
internal static class RefusedHeaders
{
    // With access control lists switched off, as on new buckets of AWS, these say nothing new.
    private static readonly string[] HarmlessAcls = ["private", "bucket-owner-full-control"];

    public static void Check(S3Request request)
    {
        var headers = request.Http.Request.Headers;
        if ((request.Header("x-amz-acl") is { } acl && !HarmlessAcls.Contains(acl)) || headers.Keys.Any(name => name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase)))
        {
            throw new AwsException("AccessControlListNotSupported", "The bucket does not allow ACLs");
        }

        if (headers.Keys.Any(name => name.Contains("-server-side-encryption-customer-", StringComparison.OrdinalIgnoreCase)))
        {
            throw S3Errors.NotImplemented("server-side encryption with keys of the customer (SSE-C)");
        }

        if (headers.Keys.Any(name => name.StartsWith("x-amz-object-lock-", StringComparison.OrdinalIgnoreCase)))
        {
            throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");
        }
    }
}
