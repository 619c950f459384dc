using System.Text.Json.Serialization;

namespace Baton.Cloud.Faults;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
public sealed partial class FaultJson : JsonSerializerContext;
