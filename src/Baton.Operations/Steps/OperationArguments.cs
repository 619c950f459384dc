using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Baton.Engine.Problems;
using Baton.Operations.Problems;

namespace Baton.Operations.Steps;

/// <summary>The words of the journal.</summary>
internal static class OperationArguments
{
    public static string Write<T>(T arguments, JsonTypeInfo<T> type) => JsonSerializer.Serialize(arguments, type);

    public static T Read<T>(string kind, string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new BatonException(OperationProblems.ArgumentsUnreadable(kind));
        }
        catch (JsonException error)
        {
            throw new BatonException(OperationProblems.ArgumentsUnreadable(kind), error);
        }
    }
}
