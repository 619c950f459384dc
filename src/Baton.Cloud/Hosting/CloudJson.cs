using System.Text.Json.Serialization;

namespace Baton.Cloud.Hosting;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CloudStatus))]
public sealed partial class CloudJson : JsonSerializerContext;
