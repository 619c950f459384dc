using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Aws.Signing;

namespace Baton.Tests.Cloud.Json;

/// <summary>Signed requests to the services that speak JSON.</summary>
internal sealed class JsonClient(SimulatedCloud cloud, string service) : IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Task<(HttpStatusCode Status, JsonObject Answer)> CallAsync(string action, string body) =>
        SendAsync("POST", "/", Encoding.UTF8.GetBytes(body), new() { ["x-amz-target"] = $"Any.{action}" });

    public async Task<JsonObject> OkAsync(string action, string body)
    {
        var (status, answer) = await CallAsync(action, body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    /// <summary>The error with which a request is refused.</summary>
    public async Task<string?> RefusedAsync(string action, string body) => (string?)(await CallAsync(action, body)).Answer["__type"];

    public async Task<(HttpStatusCode Status, JsonObject Answer)> SendAsync(string method, string target, byte[] body, Dictionary<string, string>? more = null)
    {
        var uri = new Uri(cloud.Server.Endpoint, target);
        var headers = new Dictionary<string, string>(more ?? []) { ["host"] = uri.Authority };
        var signable = new SignableRequest { Method = method, Path = uri.AbsolutePath, Query = uri.Query.TrimStart('?'), Headers = headers, Body = body };
        using var request = new HttpRequestMessage(new(method), uri);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in headers.Concat(SignatureV4.Sign(signable, new(SimulatedCloud.AccessKeyId, SimulatedCloud.SecretAccessKey), new(DateTimeOffset.UtcNow, "us-east-1", service))))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(request, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        return (answer.StatusCode, text.Length == 0 || answer.Content.Headers.ContentType?.MediaType == "application/octet-stream" ? [] : (JsonObject)JsonNode.Parse(text)!);
    }

    public void Dispose() => _http.Dispose();
}
