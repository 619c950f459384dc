using System.Text.Json.Serialization;
using Baton.Hosts.Postgres;
using Baton.Operations.Announcing;
using Baton.Operations.Dns;
using Baton.Operations.Finishing;
using Baton.Operations.Discovery;
using Baton.Operations.Imaging;
using Baton.Operations.Migrating.Cutting;
using Baton.Operations.Migrating.Databases;
using Baton.Operations.Migrating.Ending;
using Baton.Operations.Migrating.Preparing;
using Baton.Operations.Migrating.Syncing;
using Baton.Operations.Migrating.Testing;
using Baton.Operations.Resizing;
using Baton.Operations.Switching;
using Baton.Operations.Verifying;

namespace Baton.Operations.Steps;

/// <summary>How outputs and arguments are written: AOT-safe, and stable, since a journal outlives the program that wrote it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(RecordProof.Result), TypeInfoPropertyName = "RecordProofResult")]
[JsonSerializable(typeof(SnapshotVolumes.Result), TypeInfoPropertyName = "SnapshotVolumesResult")]
[JsonSerializable(typeof(RegisterImage.Result), TypeInfoPropertyName = "RegisterImageResult")]
[JsonSerializable(typeof(CreateImageByReboot.Result), TypeInfoPropertyName = "CreateImageByRebootResult")]
[JsonSerializable(typeof(LaunchInstance.Result), TypeInfoPropertyName = "LaunchInstanceResult")]
[JsonSerializable(typeof(MeetServer.Result), TypeInfoPropertyName = "MeetServerResult")]
[JsonSerializable(typeof(AdmitLink.Result), TypeInfoPropertyName = "AdmitLinkResult")]
[JsonSerializable(typeof(CloseGate.Result), TypeInfoPropertyName = "CloseGateResult")]
[JsonSerializable(typeof(CleanStop))]
[JsonSerializable(typeof(Promotion))]
[JsonSerializable(typeof(CompareServers.Result), TypeInfoPropertyName = "CompareServersResult")]
[JsonSerializable(typeof(ImageArguments))]
[JsonSerializable(typeof(ResizeArguments))]
[JsonSerializable(typeof(VerifyArguments))]
[JsonSerializable(typeof(FinishArguments))]
[JsonSerializable(typeof(CreateQuarantine.Result), TypeInfoPropertyName = "CreateQuarantineResult")]
[JsonSerializable(typeof(PrepareArguments))]
[JsonSerializable(typeof(SyncArguments))]
[JsonSerializable(typeof(CutoverArguments))]
[JsonSerializable(typeof(EndArguments))]
[JsonSerializable(typeof(TestArguments))]
[JsonSerializable(typeof(ServerFingerprint))]
[JsonSerializable(typeof(CompareAnswers.Result), TypeInfoPropertyName = "CompareAnswersResult")]
[JsonSerializable(typeof(ImportKey.Result), TypeInfoPropertyName = "ImportKeyResult")]
[JsonSerializable(typeof(InstallPackages.Result), TypeInfoPropertyName = "InstallPackagesResult")]
[JsonSerializable(typeof(ElasticAddress))]
[JsonSerializable(typeof(SeedNew.Result), TypeInfoPropertyName = "SeedNewResult")]
[JsonSerializable(typeof(TryDump.Result), TypeInfoPropertyName = "TryDumpResult")]
[JsonSerializable(typeof(CompareSchemas.Result), TypeInfoPropertyName = "CompareSchemasResult")]
[JsonSerializable(typeof(AnnounceArguments))]
[JsonSerializable(typeof(SentMessage))]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(ProveCopy.Result), TypeInfoPropertyName = "ProveCopyResult")]
[JsonSerializable(typeof(LowerArguments))]
[JsonSerializable(typeof(RestoreArguments))]
[JsonSerializable(typeof(PointArguments))]
[JsonSerializable(typeof(TtlWait))]
[JsonSerializable(typeof(LowerTtl.Result), TypeInfoPropertyName = "LowerTtlResult")]
[JsonSerializable(typeof(PointName.Result), TypeInfoPropertyName = "PointNameResult")]
internal sealed partial class OperationJson : JsonSerializerContext;
