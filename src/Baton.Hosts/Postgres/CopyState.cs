namespace Baton.Hosts.Postgres;

/// <summary>How far the copy of a cluster is.</summary>
/// <param name="State">running, done, failed or none.</param>
/// <param name="Bytes">What has arrived.</param>
/// <param name="Detail">What it said when it failed.</param>
public sealed record CopyState(string State, long Bytes, string? Detail);
