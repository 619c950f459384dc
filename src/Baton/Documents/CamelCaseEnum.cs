using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Documents;

/// <summary>Writes RunStatus.RolledBack as "rolledBack".</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
