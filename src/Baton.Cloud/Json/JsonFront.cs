using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Aws.Signing;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Cloud.Hosting;
using Baton.Cloud.Places;
using Baton.Cloud.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Baton.Cloud.Json;

/// <summary>The endpoint of the services that speak JSON, on the port of all others.</summary>
internal sealed partial class JsonFront(PlaceBook places, JsonActions actions, SignatureVerifier verifier, TimeProvider time, ILogger<JsonFront> logger)
{
    /// <summary>The one of these services that a request is signed for, or null.</summary>
    public static string? ServiceOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return authorization.Length == 0 ? null : JsonActions.Services.FirstOrDefault(service => authorization.Contains($"/{service}/aws4_request", StringComparison.Ordinal));
    }

    public async Task ServeAsync(HttpContext http, string service)
    {
        http.Response.Headers["x-amzn-requestid"] = Guid.NewGuid().ToString();
        try
        {
            var body = await HttpFront.ReadAsync(http.Request);
            var request = HttpFront.Signable(http, body);
            var place = places.Of(verifier.Verify(request, service));
            var (action, call) = Find(service, request, new() { Place = place, Headers = request.Headers, Body = body });
            if (await InvokeAsync(action, call, http) is { } answer)
            {
                await WriteAsync(http, answer);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to be told.
        }
        catch (Exception failure)
        {
            var error = ErrorOf(failure);
            var members = new JsonObject { ["__type"] = error.Code, ["message"] = error.Message, ["Message"] = error.Message };
            await WriteAsync(http, new(members) { Status = error.Status, Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.Code } });
        }
    }

    private (JsonAction Action, JsonCall Call) Find(string service, SignableRequest request, JsonCall call)
    {
        if (request.Headers.TryGetValue("x-amz-target", out var target))
        {
            return (actions.Find(service, target), call with { Members = JsonCall.Parse(call.Body) });
        }

        var (action, path) = actions.Find(service, request.Method, request.Path);
        var isBytes = request.Headers.ContainsKey("x-amz-data-length");
        return (action, call with { Path = path, Query = QueryForm.Parse(request.Query, "", []), Members = isBytes ? [] : JsonCall.Parse(call.Body) });
    }

    private async Task<JsonAnswer?> InvokeAsync(JsonAction action, JsonCall call, HttpContext http)
    {
        if (places.Faults.Take(action.Name, FaultKind.Latency) is { } latency)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latency.Milliseconds), time, http.RequestAborted);
        }

        if (places.Faults.Take(action.Name, FaultKind.Error) is { } fault)
        {
            throw new AwsException(fault.Code ?? "InternalError", $"{fault.Code}: asked for by {fault.Id}.", FaultStatus.Of(fault.Code));
        }

        var answer = action.ReadOnly ? await action.HandleAsync(call, http.RequestAborted) : await ChangeAsync(action, call);
        if (places.Faults.Take(action.Name, FaultKind.ResponseLost) is not null)
        {
            http.Abort();
            return null;
        }

        return answer;
    }

    /// <summary>A change that has begun is brought to its end, whether or not the client still listens; as on AWS.</summary>
    private async Task<JsonAnswer> ChangeAsync(JsonAction action, JsonCall call)
    {
        await places.Changes.WaitAsync(CancellationToken.None);
        try
        {
            return await action.HandleAsync(call, CancellationToken.None);
        }
        finally
        {
            places.Changes.Release();
        }
    }

    private AwsException ErrorOf(Exception failure)
    {
        switch (failure)
        {
            case AwsException error:
                return error;
            case BadHttpRequestException bad:
                return new("ValidationException", bad.Message, (HttpStatusCode)bad.StatusCode);
            case StorageException or StockImages.StockImageException:
                Impossible(logger, failure.Message);
                return new("ServiceQuotaExceededException", failure.Message, HttpStatusCode.PaymentRequired);
            default:
                Failed(logger, failure);
                return new("InternalServerException", $"An internal error has occurred: {failure.Message}", HttpStatusCode.InternalServerError);
        }
    }

    private static async Task WriteAsync(HttpContext http, JsonAnswer answer)
    {
        var bytes = answer.Members is null ? answer.Bytes : Encoding.UTF8.GetBytes(answer.Members.ToJsonString());
        http.Response.StatusCode = (int)answer.Status;
        if (answer.Status == HttpStatusCode.NoContent)
        {
            return;
        }

        http.Response.ContentType = answer.Members is null ? MediaTypeNames.Application.Octet : "application/x-amz-json-1.1";
        http.Response.ContentLength = bytes.Length;
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request could not be served: {Message}")]
    private static partial void Impossible(ILogger logger, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed")]
    private static partial void Failed(ILogger logger, Exception failure);
}
