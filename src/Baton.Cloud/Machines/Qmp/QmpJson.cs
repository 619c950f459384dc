using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Cloud.Machines.Qmp;

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class QmpJson : JsonSerializerContext;
