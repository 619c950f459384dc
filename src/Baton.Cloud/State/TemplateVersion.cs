namespace Baton.Cloud.State;

/// <summary>One version of a launch template: the parameters of a launch as they are written in a request, without a prefix.</summary>
public sealed record TemplateVersion(long Number, string? Description, DateTimeOffset CreateTime, IReadOnlyDictionary<string, string> Parameters);
