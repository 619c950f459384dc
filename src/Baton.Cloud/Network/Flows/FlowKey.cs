using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Flows;

/// <summary>Addresses repeat in VPCs, so a tuple alone does not name a conversation.</summary>
internal readonly record struct FlowKey(string VpcId, FlowTuple Tuple)
{
    public FlowKey Reversed => new(VpcId, Tuple.Reversed);
}
