using System.Text.Json;

namespace Baton.Cloud.Machines.Qmp;

/// <summary>{"event": "SHUTDOWN", "data": {"guest": true, "reason": "guest-reset"}, "timestamp": ...}</summary>
internal sealed record QmpEvent(string Name, JsonElement Data)
{
    public string? Text(string field) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(field, out var value) ? value.ToString() : null;
}
