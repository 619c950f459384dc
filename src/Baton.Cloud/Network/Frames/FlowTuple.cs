using System.Runtime.InteropServices;

namespace Baton.Cloud.Network.Frames;

/// <summary>Who talks to whom: protocol, addresses and ports, in the direction of one packet.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlowTuple(byte Protocol, uint Source, ushort SourcePort, uint Destination, ushort DestinationPort)
{
    public FlowTuple Reversed => new(Protocol, Destination, DestinationPort, Source, SourcePort);
}
