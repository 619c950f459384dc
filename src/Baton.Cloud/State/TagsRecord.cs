namespace Baton.Cloud.State;

/// <summary>The tags of one resource, whatever its type.</summary>
public sealed record TagsRecord(string ResourceId, IReadOnlyDictionary<string, string> Tags);
