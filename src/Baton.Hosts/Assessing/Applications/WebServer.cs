namespace Baton.Hosts.Assessing.Applications;

/// <summary>nginx, apache, or another.</summary>
public sealed record WebServer(string Name, string Version);
