using System.Net;
using Baton.Aws.Wire;

namespace Baton.Cloud.S3;

/// <summary>S3's errors, with its codes and statuses. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
internal static class S3Errors
{
    public static AwsException InvalidRequest(string message) => new("InvalidRequest", message);

    public static AwsException InvalidArgument(string message) => new("InvalidArgument", message);

    public static AwsException AccessDenied(string message = "Access Denied") => new("AccessDenied", message, HttpStatusCode.Forbidden);

    public static AwsException NoSuchBucket() => new("NoSuchBucket", "The specified bucket does not exist", HttpStatusCode.NotFound);

    public static AwsException NoSuchKey() => new("NoSuchKey", "The specified key does not exist.", HttpStatusCode.NotFound);

    public static AwsException NoSuchUpload() => new(
        "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", HttpStatusCode.NotFound);

    public static AwsException NoSuchVersion() => new("NoSuchVersion", "The specified version does not exist.", HttpStatusCode.NotFound);

    public static AwsException NotFound(string code, string message) => new(code, message, HttpStatusCode.NotFound);

    public static AwsException Conflict(string code, string message) => new(code, message, HttpStatusCode.Conflict);

    public static AwsException PreconditionFailed() => new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", HttpStatusCode.PreconditionFailed);

    public static AwsException NotModified() => new("NotModified", "Not Modified", HttpStatusCode.NotModified);

    public static AwsException InvalidRange() => new("InvalidRange", "The requested range is not satisfiable", HttpStatusCode.RequestedRangeNotSatisfiable);

    public static AwsException MalformedXml() => new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsException BadDigest(string message) => new("BadDigest", message);

    public static AwsException EntityTooLarge() => new("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");

    public static AwsException IncompleteBody() => new("IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static AwsException InvalidPart() => new(
        "InvalidPart", "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.");

    public static AwsException SignatureDoesNotMatch() => new(
        "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.", HttpStatusCode.Forbidden);

    /// <summary>What S3 has and the local cloud has not; said by name, so that nobody looks for a fault of theirs.</summary>
    public static AwsException NotImplemented(string what) => new("NotImplemented", $"The local cloud does not have {what}.", HttpStatusCode.NotImplemented);
}
