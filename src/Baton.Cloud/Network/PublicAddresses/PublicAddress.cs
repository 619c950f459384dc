using System.Net;

namespace Baton.Cloud.Network.PublicAddresses;

/// <summary>An address on loopback and what it points at. Guarded by the lock of <see cref="PublicEdge"/>.</summary>
internal sealed class PublicAddress(IPAddress address) : IDisposable
{
    public IPAddress Address { get; } = address;

    public string? InterfaceId { get; private set; }

    public Dictionary<int, PublicListener> Listeners { get; } = [];

    /// <summary>Ends when the address points elsewhere: connections that were made before are reset then.</summary>
    public CancellationTokenSource Moved { get; private set; } = new();

    /// <summary>Returns what must be cancelled, outside of the lock; null when nothing changes.</summary>
    public CancellationTokenSource? PointAt(string? interfaceId)
    {
        if (interfaceId == InterfaceId)
        {
            return null;
        }

        var before = Moved;
        (InterfaceId, Moved) = (interfaceId, new CancellationTokenSource());
        return before;
    }

    public void Dispose()
    {
        foreach (var listener in Listeners.Values)
        {
            listener.Dispose();
        }
    }
}
