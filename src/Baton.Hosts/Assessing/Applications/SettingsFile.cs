namespace Baton.Hosts.Assessing.Applications;

/// <summary>A file that holds settings of an application, by name only. Its values stay on the server.</summary>
public sealed record SettingsFile(string Unit, string Path, string Mode);
