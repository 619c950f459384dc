using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Cloud.Faults;
using Baton.Engine.Journal;
using Baton.Engine.Steps;
using Baton.Operations.Announcing;
using Baton.Operations.Assessing;
using Baton.Operations.Hardening;

namespace Baton.Documents;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(CamelCaseEnum<RunStatus>), typeof(CamelCaseEnum<StepStatus>), typeof(CamelCaseEnum<PauseKind>), typeof(CamelCaseEnum<FaultKind>), typeof(CamelCaseEnum<Audience>), typeof(CamelCaseEnum<RiskLevel>)],
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FailureDocument))]
[JsonSerializable(typeof(HardeningReport))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunsDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(MigrationDocument))]
[JsonSerializable(typeof(BackOutDocument))]
[JsonSerializable(typeof(CloudDocument))]
[JsonSerializable(typeof(FaultsDocument))]
[JsonSerializable(typeof(AnnouncementDocument))]
[JsonSerializable(typeof(SyncLookDocument))]
[JsonSerializable(typeof(AccessDocument))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>As the generated default, but with quotes and signs as they are: the answer goes to a terminal or a program, not into a web page.</summary>
    public static DocumentJson Plain => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The same in one line, for streams.</summary>
    public static DocumentJson Line => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = false });
}
