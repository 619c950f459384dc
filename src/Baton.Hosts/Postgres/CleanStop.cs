namespace Baton.Hosts.Postgres;

/// <summary>A cluster that was shut down cleanly: its last record is the shutdown checkpoint at this position.</summary>
public sealed record CleanStop(string Position, int Timeline);
