using System.Text.Json;
using Baton.Engine.Steps;

namespace Baton.Documents;

/// <summary>A step as the journal knows it.</summary>
internal sealed record StepDocument
{
    public required string Name { get; init; }

    public required StepStatus Status { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public double? DurationMs { get; init; }

    public JsonElement? Output { get; init; }

    public string? Error { get; init; }
}
