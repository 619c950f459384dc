namespace Baton.Hosts.Discovery;

/// <summary>A unit that accepts TCP connections.</summary>
public sealed record Listener(string Unit, string Address, int Port)
{
    /// <summary>Only reached from the server itself: something stands in front of it.</summary>
    public bool IsInternal => Address is "127.0.0.1" or "[::1]" or "127.0.0.53%lo";
}
