namespace Baton.Rehearsals.Documents;

/// <summary>A step of the usual way, all of it while users see a maintenance page.</summary>
/// <param name="GrowsWithData">Takes longer the more data there is.</param>
public sealed record BaselineStep(string Name, double Seconds, bool GrowsWithData);
