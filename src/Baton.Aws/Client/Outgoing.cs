using System.Text;
using Baton.Aws.Signing;
using Baton.Aws.Wire;

namespace Baton.Aws.Client;

/// <summary>A request as it goes over the wire, but for its signature.</summary>
internal sealed record Outgoing
{
    public required AwsService Service { get; init; }

    public required HttpMethod Method { get; init; }

    public required Uri Uri { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Null when there is no body.</summary>
    public string? ContentType { get; init; }

    public required bool SafeToRepeat { get; init; }

    public static Outgoing Of<TRequest, TResponse>(TRequest request, Uri endpoint)
        where TRequest : class, IAwsRequest<TRequest, TResponse>, new()
        where TResponse : class, IShape<TResponse>, new()
    {
        if (TRequest.Rest is { } binding)
        {
            return Rest(TRequest.Service, TRequest.Action, binding, RestWriter.Request<TRequest, TResponse>(request), endpoint);
        }

        var parameters = QueryWriter.Write<TRequest, TResponse>(request);
        return new()
        {
            Service = TRequest.Service, Method = HttpMethod.Post, Uri = endpoint, Body = Encoding.UTF8.GetBytes(Encode(parameters)),
            ContentType = "application/x-www-form-urlencoded; charset=utf-8", SafeToRepeat = RetryRules.IsSafeToRepeat(TRequest.Action, parameters),
        };
    }

    public SignableRequest Signable
    {
        get
        {
            var headers = new Dictionary<string, string> { ["host"] = Uri.IsDefaultPort ? Uri.Host : $"{Uri.Host}:{Uri.Port}" };
            if (ContentType is not null)
            {
                headers["content-type"] = ContentType;
            }

            return new() { Method = Method.Method, Path = Uri.AbsolutePath, Query = Uri.Query.TrimStart('?'), Headers = headers, Body = Body };
        }
    }

    private static Outgoing Rest(AwsService service, string action, RestBinding binding, RestMessage message, Uri endpoint)
    {
        var path = message.Path.Aggregate(binding.Path, (path, parameter) => path.Replace(parameter.Key, Uri.EscapeDataString(parameter.Value), StringComparison.Ordinal));
        var body = message.Body?.ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
        return new()
        {
            Service = service,
            Method = new(binding.Method),
            Uri = new UriBuilder(new Uri(endpoint, path)) { Query = Encode(message.Query) }.Uri,
            Body = body is null ? [] : Encoding.UTF8.GetBytes(body),
            ContentType = body is null ? null : "application/xml",
            SafeToRepeat = RetryRules.IsSafeToRepeat(action, []),
        };
    }

    private static string Encode(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
}
