namespace Baton.Hosts.Assessing;

/// <summary>Another system that a configuration file names: https://api.example.com. Nothing else of the file is known here.</summary>
public sealed record NamedSystem(string Host, string File);
