using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Baton.LocalCloud;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CloudRecord))]
[JsonSerializable(typeof(CloudKeys))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class CloudFilesJson : JsonSerializerContext;
