using System.Text.Json.Serialization;

namespace Baton.Rehearsals.Witnessing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeptEntry[]))]
internal sealed partial class WitnessJson : JsonSerializerContext;
