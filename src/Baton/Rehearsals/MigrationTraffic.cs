namespace Baton.Rehearsals;

/// <summary>Bytes that the network of the new server has brought it.</summary>
internal sealed class MigrationTraffic
{
    public long? Synced { get; set; }

    public long? AtCutover { get; set; }
}
