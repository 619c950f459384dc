namespace Baton.Hosts.Assessing.Applications;

/// <summary>A language's run-time that processes here use.</summary>
public sealed record LanguageRuntime(string Name, string Version, string Path);
