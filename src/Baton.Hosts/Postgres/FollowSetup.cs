namespace Baton.Hosts.Postgres;

public sealed record FollowSetup
{
    /// <summary>Where the primary is on 127.0.0.1: a port of the link.</summary>
    public required int PrimaryPort { get; init; }

    /// <summary>The slot on the primary.</summary>
    public required string Slot { get; init; }

    /// <summary>The data directory is a snapshot of the running primary and has never started: the primary's slots and process id are removed first.</summary>
    public bool FreshClone { get; init; }
}
