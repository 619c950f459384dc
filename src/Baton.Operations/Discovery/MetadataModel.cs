namespace Baton.Operations.Discovery;

/// <summary>The options of the instance metadata service.</summary>
public sealed record MetadataModel(string? Tokens, int? HopLimit, string? Endpoint, string? InstanceTags);
