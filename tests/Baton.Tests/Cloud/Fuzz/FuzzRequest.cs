namespace Baton.Tests.Cloud.Fuzz;

/// <summary>One request to a service, as yet unsigned.</summary>
internal sealed record FuzzRequest(string Service, string Method, string Target, byte[] Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public override string ToString() =>
        $"{Service} {Method} {Target} {string.Join(", ", Headers.Select(pair => $"{pair.Key}: {pair.Value}"))}\n{System.Text.Encoding.UTF8.GetString(Body)}";
}
