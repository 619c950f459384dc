namespace Baton.Cloud.Network.Flows;

/// <summary>A conversation that the rules allowed once; it goes on when they change.</summary>
internal sealed class Flow
{
    public required string Owner { get; init; }

    public FlowPhase Phase { get; set; }

    /// <summary>In the ticks of the table's clock.</summary>
    public long LastSeen { get; set; }
}
