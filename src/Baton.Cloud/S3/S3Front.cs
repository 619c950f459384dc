using System.Net;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Cloud.Places;
using Baton.Cloud.S3.Signing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.S3;

/// <summary>The endpoint of S3, on the port of all others. Unlike theirs, its bodies are never held in memory.</summary>
internal sealed partial class S3Front(PlaceBook places, S3Operations operations, S3Verifier verifier, TimeProvider time, ILogger<S3Front> logger)
{
    public const string Service = "s3";

    // Disk full, "No space left on device".
    private const int NoSpace = 28;

    /// <summary>Whether a request is for S3: by what it was signed for, by its host, or because no other service has anything at its path.</summary>
    public static bool IsFor(HttpRequest request)
    {
        var (path, query) = Split(request.HttpContext);
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Contains('/'))
        {
            return authorization.Contains("/s3/aws4_request", StringComparison.Ordinal) || authorization.StartsWith("AWS ", StringComparison.Ordinal);
        }

        return authorization.StartsWith("AWS ", StringComparison.Ordinal)
            || Uri.UnescapeDataString(query).Contains("/s3/aws4_request", StringComparison.Ordinal)
            || query.Contains("AWSAccessKeyId=", StringComparison.Ordinal)
            || S3Target.IsS3Host(request.Host.Value ?? "")
            || (path.Trim('/').Length > 0 && !query.Contains("X-Amz-Signature=", StringComparison.Ordinal));
    }

    public async Task ServeAsync(HttpContext http)
    {
        var requestId = Guid.NewGuid().ToString("N")[..16].ToUpperInvariant();
        http.Response.Headers["x-amz-request-id"] = requestId;
        http.Response.Headers["x-amz-id-2"] = "baton";
        var (path, query) = Split(http);
        var target = S3Target.Parse(http.Request.Host.Value ?? "", path);
        try
        {
            // Objects come in as they are, to the disk; what is refused is refused by name.
            http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            var signable = new SignableRequest
            {
                Method = http.Request.Method, Path = path, Query = query, Body = ReadOnlyMemory<byte>.Empty,
                Headers = http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value.Select(value => value?.Trim()))),
            };
            var request = new S3Request(http, target, query, verifier.Verify(signable, target));
            await InvokeAsync(operations.Find(request), request);
        }
        catch (Exception failure) when (failure is ConnectionResetException || (failure is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested))
        {
            // The client has gone; nobody is left to be told.
        }
        catch (Exception failure)
        {
            var error = ErrorOf(failure, requestId);
            if (http.Response.HasStarted)
            {
                // Half of an answer must not look like a whole one.
                http.Abort();
                return;
            }

            http.Response.ContentLength = null;
            await S3Xml.WriteErrorAsync(http, target, error, requestId);
        }
    }

    private async Task InvokeAsync(S3Operation operation, S3Request request)
    {
        if (places.Faults.Take(operation.Name, FaultKind.Latency) is { } latency)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latency.Milliseconds), time, request.Cancelled);
        }

        if (places.Faults.Take(operation.Name, FaultKind.Error) is { } fault)
        {
            throw new AwsException(fault.Code ?? "InternalError", $"{fault.Code}: asked for by {fault.Id}.", fault.Code == "SlowDown" ? HttpStatusCode.ServiceUnavailable : FaultStatus.Of(fault.Code));
        }

        if (operation.Level != S3Level.Service && operation.NeedsBucket)
        {
            request.Contents = Contents(operation, request);
        }

        if (places.Faults.Take(operation.Name, FaultKind.ResponseLost) is not null)
        {
            await operation.Serve(request);
            request.Http.Abort();
            return;
        }

        await operation.Serve(request);
    }

    private Storage.BucketContents Contents(S3Operation operation, S3Request request)
    {
        var bucket = places.Objects.Find(request.Bucket) ?? throw S3Errors.NoSuchBucket();
        if (bucket.Record.AccountId != request.Caller.AccountId || (request.Header("x-amz-expected-bucket-owner") ?? bucket.Record.AccountId) != bucket.Record.AccountId)
        {
            throw S3Errors.AccessDenied();
        }

        if (!operation.FromAnyRegion && request.Caller.Region is { } region && region != bucket.Record.Region)
        {
            request.Answer("x-amz-bucket-region", bucket.Record.Region);
            throw new AwsException(
                "PermanentRedirect",
                $"The bucket you are attempting to access must be addressed using the specified endpoint: it is in {bucket.Record.Region}, and the request was signed for {region}.",
                HttpStatusCode.MovedPermanently);
        }

        return bucket;
    }

    private static (string Path, string Query) Split(HttpContext http)
    {
        // As it was sent, before anything decoded it: the signature covers those characters.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?');
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }

    private AwsException ErrorOf(Exception failure, string requestId)
    {
        switch (failure)
        {
            case AwsException error:
                return error;
            case BadHttpRequestException bad:
                return new("InvalidRequest", bad.Message, (HttpStatusCode)bad.StatusCode);
            case IOException { HResult: NoSpace }:
                Impossible(logger, requestId, failure.Message);
                return new("InsufficientStorage", "The disk of the local cloud is full.", HttpStatusCode.InsufficientStorage);
            default:
                Failed(logger, requestId, failure);
                return new("InternalError", $"An internal error has occurred: {failure.Message}", HttpStatusCode.InternalServerError);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} could not be served: {Message}")]
    private static partial void Impossible(ILogger logger, string requestId, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    private static partial void Failed(ILogger logger, string requestId, Exception failure);
}
