using Baton.Cloud.Network.Frames;

namespace Baton.Cloud.Network.Flows;

/// <summary>Later fragments have no ports: they pass when the first one did. Holds the last few hundred datagrams, which is what is in flight.</summary>
internal sealed class FragmentTable
{
    private const int Capacity = 512;

    private readonly HashSet<(string VpcId, uint Source, uint Destination, ushort Identification)> _passed = [];
    private readonly Queue<(string VpcId, uint Source, uint Destination, ushort Identification)> _order = new();

    public void Remember(string vpcId, Ipv4Frame first)
    {
        var datagram = (vpcId, first.Source, first.Destination, first.Identification);
        if (!_passed.Add(datagram))
        {
            return;
        }

        _order.Enqueue(datagram);
        if (_order.Count > Capacity)
        {
            _passed.Remove(_order.Dequeue());
        }
    }

    public bool Holds(string vpcId, Ipv4Frame later) =>
        _passed.Contains((vpcId, later.Source, later.Destination, later.Identification));
}
