namespace Baton.Documents;

/// <param name="Run">The run that did it; null while it is not done.</param>
internal sealed record MigrationStageDocument(string Name, string? Run, DateTimeOffset? StartedAt);
