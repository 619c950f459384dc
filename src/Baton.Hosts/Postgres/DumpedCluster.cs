namespace Baton.Hosts.Postgres;

/// <summary>A cluster that came over by dump and restore.</summary>
/// <param name="Tables">Tables whose rows were counted on both sides, and found equal; 0 when nobody counted.</param>
public sealed record DumpedCluster(TimeSpan Took, long Bytes, long Tables, long Rows);
