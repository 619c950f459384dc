using System.Globalization;
using System.Text.Json;

namespace Baton.Rehearsals.Stage;

/// <summary>How a command ended and what it said.</summary>
internal sealed record BatonAnswer(int ExitCode, JsonElement? Document)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Where it was killed on purpose, or null.</summary>
    public KillPoint? KilledIn { get; init; }

    public string? Text(params ReadOnlySpan<string> path) => Find(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public double? Number(params ReadOnlySpan<string> path) => Find(path) switch
    {
        { ValueKind: JsonValueKind.Number } found => found.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>The texts under a name whose own names begin so.</summary>
    public IEnumerable<(string Name, string Text)> Texts(string name, string beginning) => Find([name]) is { ValueKind: JsonValueKind.Object } found
        ? found.EnumerateObject().Where(item => item.Name.StartsWith(beginning, StringComparison.Ordinal)).Select(static item => (item.Name, item.Value.GetString() ?? ""))
        : [];

    public IEnumerable<JsonElement> Items(string name) => Find([name]) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>Why it failed, in its own words.</summary>
    public IEnumerable<string> Complaints(string command)
    {
        var problems = Items("problems").Select(problem => $"baton {command}: {problem.GetProperty("message").GetString()}").ToList();
        return problems.Count > 0 ? problems : [$"baton {command} ended with exit status {ExitCode}."];
    }

    private JsonElement? Find(ReadOnlySpan<string> path)
    {
        var at = Document;
        foreach (var name in path)
        {
            at = at is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;
        }

        return at;
    }
}
