using System.Text.Json.Serialization;
using Baton.Operations.Imaging;

namespace Baton.Operations.Steps;

/// <summary>How outputs and arguments are written: AOT-safe, and stable, since a journal outlives the program that wrote it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(RecordProof.Result), TypeInfoPropertyName = "RecordProofResult")]
[JsonSerializable(typeof(SnapshotVolumes.Result), TypeInfoPropertyName = "SnapshotVolumesResult")]
[JsonSerializable(typeof(RegisterImage.Result), TypeInfoPropertyName = "RegisterImageResult")]
internal sealed partial class OperationJson : JsonSerializerContext;
