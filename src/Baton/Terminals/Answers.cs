using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Baton.Terminals;

internal static class Answers
{
    /// <summary>Writes one JSON document to standard output.</summary>
    public static void WriteJson<T>(this ITerminal terminal, T document, JsonTypeInfo<T> type)
    {
        terminal.Answer.WriteLine(JsonSerializer.Serialize(document, type));
        terminal.Answer.Flush();
    }
}
