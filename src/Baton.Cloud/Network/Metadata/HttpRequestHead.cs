using System.Globalization;
using System.Text;

namespace Baton.Cloud.Network.Metadata;

/// <summary>The first line and the headers of a request, as far as a metadata client needs HTTP.</summary>
internal sealed record HttpRequestHead
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public bool KeepAlive { get; init; }

    public int ContentLength { get; init; }

    /// <summary>Cannot be understood: answer 400 and hang up.</summary>
    public bool IsBad { get; init; }

    private static HttpRequestHead Bad { get; } = new() { Method = "", Path = "", Headers = new Dictionary<string, string>(), IsBad = true };

    /// <summary>Parses what stands before the empty line.</summary>
    public static HttpRequestHead Parse(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        var first = lines[0].Split(' ');
        if (first.Length != 3 || first[0].Length == 0 || !first[1].StartsWith('/') || !first[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            return Bad;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return Bad;
            }

            headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        var length = 0;
        if (headers.ContainsKey("Transfer-Encoding")
            || (headers.TryGetValue("Content-Length", out var stated)
                && (!int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > HttpExchange.MaximumLength)))
        {
            return Bad;
        }

        var connection = headers.GetValueOrDefault("Connection", "");
        var keepAlive = first[2] == "HTTP/1.1"
            ? !connection.Equals("close", StringComparison.OrdinalIgnoreCase)
            : connection.Equals("keep-alive", StringComparison.OrdinalIgnoreCase);
        return new HttpRequestHead { Method = first[0], Path = first[1], Headers = headers, KeepAlive = keepAlive, ContentLength = length };
    }
}
