using System.Net;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Cloud.Machines;
using Baton.Cloud.Places;
using Baton.Cloud.Server;
using Baton.Cloud.StockImages;
using Baton.Cloud.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Hosting;

/// <summary>The AWS endpoint: a signed request in, XML out. The one place that writes answers and errors.</summary>
internal sealed partial class HttpFront(PlaceBook places, SignatureVerifier verifier, TimeProvider time, ILogger<HttpFront> logger)
{
    public async Task ServeAsync(HttpContext http)
    {
        if (AbsentService.Find(http.Request) is { } absent)
        {
            await AbsentService.RefuseAsync(http, absent);
            return;
        }

        var requestId = Guid.NewGuid().ToString();
        var service = AwsService.Ec2;
        try
        {
            var body = await ReadAsync(http.Request);
            var request = Signable(http, body);
            (service, var parameters) = Incoming.Read(request, http.Request.ContentType);
            var place = places.Of(Verify(request, service), service);
            var (action, call) = service == AwsService.Route53
                ? Incoming.Rest(place.Actions, request, new(requestId, parameters))
                : (place.Actions.Find(service, parameters.GetValueOrDefault("Action")), new ActionCall(requestId, parameters));
            if (service == AwsService.Ec2)
            {
                // The buckets are EC2's.
                places.Throttle?.Check(place.Cloud, action, call);
            }

            using var answer = await InvokeAsync(action, call, http);
            if (answer is not null)
            {
                foreach (var (name, value) in call.Head.Headers)
                {
                    http.Response.Headers[name] = value;
                }

                await WriteAsync(http, call.Head.Status, answer, requestId);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to be told.
        }
        catch (Exception failure)
        {
            var error = QueryErrors.Of(service, ErrorOf(failure, requestId));
            using var answer = XmlBytes.Of(ErrorDocument.Write(service, error, requestId));
            await WriteAsync(http, error.Status, answer, requestId);
        }
    }

    private async Task<XmlBytes?> InvokeAsync(CloudAction action, ActionCall call, HttpContext http)
    {
        if (places.Faults.Take(action.Name, FaultKind.Latency) is { } latency)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latency.Milliseconds), time, http.RequestAborted);
        }

        places.Unseen.Check(call);
        if (places.Faults.Take(action.Name, FaultKind.Error) is { } fault)
        {
            throw new AwsException(fault.Code ?? "InternalError", $"{fault.Code}: asked for by {fault.Id}.", FaultStatus.Of(fault.Code));
        }

        // A change that has begun is brought to its end, whether or not the client still listens; as on AWS.
        var answer = places.Unseen.Strip(action.ReadOnly ? await action.InvokeAsync(call, http.RequestAborted) : await ChangeAsync(action, call));
        if (UnseenResources.Makes(action.Name) && places.Faults.Take(action.Name, FaultKind.NotFoundAtFirst) is { } late)
        {
            places.Unseen.Hide(action.Name, answer.ToDocument(), TimeSpan.FromMilliseconds(late.Milliseconds));
        }

        if (places.Faults.Take(action.Name, FaultKind.ResponseLost) is not null)
        {
            answer.Dispose();
            http.Abort();
            return null;
        }

        return answer;
    }

    private async Task<XmlBytes> ChangeAsync(CloudAction action, ActionCall call)
    {
        await places.Changes.WaitAsync(CancellationToken.None);
        try
        {
            return await action.InvokeAsync(call, CancellationToken.None);
        }
        finally
        {
            places.Changes.Release();
        }
    }

    private Signer Verify(SignableRequest request, AwsService service)
    {
        try
        {
            return verifier.Verify(request, service.Name);
        }
        catch (AwsException refused) when (refused.Code == "AuthFailure" && service != AwsService.Ec2)
        {
            throw new AwsException("InvalidClientTokenId", "The security token included in the request is invalid.", HttpStatusCode.Forbidden);
        }
    }

    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    public static SignableRequest Signable(HttpContext http, byte[] body)
    {
        // As it was sent, before anything decoded it: the signature covers those characters.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?');
        return new()
        {
            Method = http.Request.Method,
            Path = mark < 0 ? target : target[..mark],
            Query = mark < 0 ? "" : target[(mark + 1)..],
            Headers = http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value.Select(value => value?.Trim()))),
            Body = body,
        };
    }

    private AwsException ErrorOf(Exception failure, string requestId)
    {
        switch (failure)
        {
            case AwsException error:
                return error;
            case BadHttpRequestException bad:
                return new("InvalidRequest", bad.Message, (HttpStatusCode)bad.StatusCode);
            case StorageException or StockImageException or MachineException:
                // What this computer could not do, in the words for its operator; a repeat would not help, so it is no server error.
                Impossible(logger, requestId, failure.Message);
                return new("InsufficientVolumeCapacity", failure.Message);
            default:
                Failed(logger, requestId, failure);
                return new("InternalError", $"An internal error has occurred: {failure.Message}", HttpStatusCode.InternalServerError);
        }
    }

    private static async Task WriteAsync(HttpContext http, HttpStatusCode status, XmlBytes document, string requestId)
    {
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "text/xml;charset=UTF-8";
        http.Response.ContentLength = document.Length;
        http.Response.Headers["x-amzn-requestid"] = requestId;
        await document.WriteToAsync(http.Response.Body, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId} could not be served: {Message}")]
    private static partial void Impossible(ILogger logger, string requestId, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    private static partial void Failed(ILogger logger, string requestId, Exception failure);
}
