using System.Text.Json.Serialization;

namespace Baton.LocalCloud;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CloudRecord))]
[JsonSerializable(typeof(CloudKeys))]
internal sealed partial class CloudFilesJson : JsonSerializerContext;
