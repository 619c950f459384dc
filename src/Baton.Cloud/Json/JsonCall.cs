using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Aws.Wire;
using Baton.Cloud.Places;

namespace Baton.Cloud.Json;

/// <summary>One request of a service that speaks JSON: its members, and where it came to.</summary>
internal sealed record JsonCall
{
    public required Place Place { get; init; }

    public IReadOnlyDictionary<string, string> Path { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The members of the body; empty where an action takes bytes.</summary>
    public JsonObject Members { get; init; } = [];

    /// <summary>The body as members, or the service's error.</summary>
    public static JsonObject Parse(byte[] body)
    {
        try
        {
            CheckText(body);
            return body.Length == 0 ? [] : JsonNode.Parse(body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw Malformed("The body is no object.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Malformed(wrong.Message);
        }
    }

    public string? Text(string name) => Value<string>(name);

    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw Invalid($"Value at '{name}' failed to satisfy constraint: Member must not be null");

    public int? Whole(string name) => Value<int?>(name);

    public bool? Flag(string name) => Value<bool?>(name);

    public IReadOnlyList<string> Texts(string name) => List(name).Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Invalid($"Value at '{name}' must be a list of strings.")).ToList();

    public IEnumerable<JsonObject> Objects(string name) => List(name).Select(item => item as JsonObject ?? throw Invalid($"Value at '{name}' must be a list of objects."));

    public static AwsException Invalid(string message) => new("ValidationException", message);

    public static int ToNumber(string name, string? text, int least, int most) =>
        int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Invalid($"Value '{text}' at '{name}' must be between {least} and {most}.");

    /// <summary>Throws where a text is no text: "\\ud83d" is half of a character. Found only when it is read, which may be much later.</summary>
    private static void CheckText(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (body.Length > 0 && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                reader.GetString();
            }
        }
    }

    private T? Value<T>(string name)
    {
        if (Members[name] is not { } node)
        {
            return default;
        }

        return node is JsonValue value && value.TryGetValue<T>(out var result) ? result : throw new AwsException("SerializationException", $"'{name}' has a value of another type.", HttpStatusCode.BadRequest);
    }

    private JsonArray List(string name) => Members[name] is { } node ? node as JsonArray ?? throw Invalid($"Value at '{name}' must be a list.") : [];

    private static AwsException Malformed(string message) => new("SerializationException", message);
}
