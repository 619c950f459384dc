namespace Baton.Aws.Signing;

/// <summary>What a signature covers.</summary>
public sealed record SignableRequest
{
    public required string Method { get; init; }

    /// <summary>As on the request line, percent-encoded, without the query: <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>As on the request line, without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Names in lower case; values trimmed, several of one name joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }
}
