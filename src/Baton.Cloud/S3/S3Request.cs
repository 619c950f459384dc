using System.Globalization;
using System.Net;
using Baton.Cloud.S3.Storage;
using Microsoft.AspNetCore.Http;

namespace Baton.Cloud.S3;

/// <summary>A request whose signer is known.</summary>
internal sealed class S3Request(HttpContext http, S3Target target, string query, S3Caller caller)
{
    private readonly Dictionary<string, string> _query = Parse(query);

    public HttpContext Http => http;

    public HttpResponse Response => http.Response;

    public CancellationToken Cancelled => http.RequestAborted;

    public S3Caller Caller => caller;

    public S3Target Target => target;

    /// <summary>Empty for requests that name none; those do not reach what asks for it.</summary>
    public string Bucket => target.Bucket ?? "";

    public string Key => target.Key ?? "";

    /// <summary>The bucket that is asked about, once it is known to be there and the signer's.</summary>
    public BucketContents Contents { get => field ?? throw new InvalidOperationException("The request is about no bucket."); set; }

    public bool Has(string parameter) => _query.ContainsKey(parameter);

    /// <summary>Null when it is not there or empty.</summary>
    public string? Parameter(string name) => _query.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string? Header(string name) => http.Request.Headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;

    public IEnumerable<string> Parameters => _query.Keys;

    /// <summary>A number that the query may hold, from 0 on; more than <paramref name="most"/> counts as that.</summary>
    public int Number(string name, int most)
    {
        if (Parameter(name) is not { } text)
        {
            return most;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, most)
            : throw S3Errors.InvalidArgument($"Provided {name} not an integer or within integer range");
    }

    public void Status(HttpStatusCode status) => Response.StatusCode = (int)status;

    /// <summary>A header of the answer that is left out when there is nothing to say.</summary>
    public void Answer(string header, string? value)
    {
        if (value is not null)
        {
            Response.Headers[header] = value;
        }
    }

    private static Dictionary<string, string> Parse(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            parameters.TryAdd(Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : "");
        }

        return parameters;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
