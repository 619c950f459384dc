namespace Baton.Engine.Journal;

/// <summary>A figure that a step measured, with its unit in the name.</summary>
public sealed record Measurement(string Step, string Name, double Value);
