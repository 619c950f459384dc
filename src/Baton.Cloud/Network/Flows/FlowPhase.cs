namespace Baton.Cloud.Network.Flows;

internal enum FlowPhase
{
    /// <summary>One side has spoken.</summary>
    Opening,

    /// <summary>Both have.</summary>
    Open,

    /// <summary>A TCP connection of which a side has said that it ends.</summary>
    Closing,
}
