using System.Text.Json.Serialization;

namespace Baton.Cloud.Storage;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LayerBook))]
internal sealed partial class LayerBookJson : JsonSerializerContext;
