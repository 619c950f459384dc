using System.Net;
using System.Text.Json.Nodes;

namespace Baton.Cloud.Json;

/// <summary>An answer: members, or bytes; and its headers, where it has any.</summary>
internal sealed record JsonAnswer(JsonObject? Members, ReadOnlyMemory<byte> Bytes = default)
{
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
