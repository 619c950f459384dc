using System.Globalization;
using System.Net;
using Baton.Aws.Wire;

namespace Baton.Aws.Signing;

/// <summary>What a request says of its own signature: nothing of it is proved yet.</summary>
public sealed record SignatureClaim
{
    public required string AccessKeyId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    /// <summary>A presigned URL.</summary>
    public required bool IsQuery { get; init; }

    public required TimeSpan? Lifetime { get; init; }

    public SigningScope Scope => new(Time, Region, Service);

    /// <summary>Throws an IncompleteSignature when something is missing.</summary>
    public static SignatureClaim FromHeader(string header, SignableRequest request)
    {
        // AWS4-HMAC-SHA256 Credential=AKIA…/20261121/us-east-1/ec2/aws4_request, SignedHeaders=host;x-amz-date, Signature=0a1b…
        var space = header.IndexOf(' ');
        if (space < 0 || header[..space] != SignatureV4.Algorithm)
        {
            throw Incomplete("Authorization header requires 'AWS4-HMAC-SHA256'.");
        }

        var parts = header[(space + 1)..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.First()[1]);
        var stamp = request.Headers.GetValueOrDefault("x-amz-date") ?? throw Incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        return Parse(parts, stamp, isQuery: false, lifetime: null);
    }

    /// <summary>Null when the query holds no signature.</summary>
    public static SignatureClaim? FromQuery(SignableRequest request)
    {
        var query = request.Query.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => Uri.UnescapeDataString(group.First()[1]));
        if (!query.ContainsKey("X-Amz-Signature"))
        {
            return null;
        }

        var parts = new Dictionary<string, string>();
        foreach (var name in (ReadOnlySpan<string>)["Credential", "SignedHeaders", "Signature"])
        {
            if (query.TryGetValue($"X-Amz-{name}", out var value))
            {
                parts[name] = value;
            }
        }

        var seconds = int.TryParse(query.GetValueOrDefault("X-Amz-Expires", "900"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return Parse(parts, query.GetValueOrDefault("X-Amz-Date", ""), isQuery: true, TimeSpan.FromSeconds(seconds));
    }

    private static SignatureClaim Parse(Dictionary<string, string> parts, string stamp, bool isQuery, TimeSpan? lifetime)
    {
        foreach (var name in (ReadOnlySpan<string>)["Credential", "SignedHeaders", "Signature"])
        {
            if (!parts.ContainsKey(name))
            {
                throw Incomplete($"Authorization header requires '{name}' parameter.");
            }
        }

        var scope = parts["Credential"].Split('/');
        if (scope.Length != 5 || scope[4] != "aws4_request"
            || !DateTimeOffset.TryParseExact(stamp, SigningScope.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || !stamp.StartsWith(scope[1], StringComparison.Ordinal))
        {
            throw Incomplete("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, and the date must be that of X-Amz-Date.");
        }

        var headers = parts["SignedHeaders"].Split(';');
        if (!headers.Contains("host"))
        {
            throw Mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }

        return new() { AccessKeyId = scope[0], Time = time, Region = scope[2], Service = scope[3], SignedHeaders = headers, Signature = parts["Signature"], IsQuery = isQuery, Lifetime = lifetime };
    }

    private static AwsException Incomplete(string message) => new("IncompleteSignature", message);

    private static AwsException Mismatch(string message) => new("SignatureDoesNotMatch", message, HttpStatusCode.Forbidden);
}
