namespace Baton.Hosts.Gates;

public sealed record GateSetup
{
    /// <summary>TCP ports of the application, behind the proxy when there is one.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>The proxy's unit (nginx.service), or null.</summary>
    public string? Proxy { get; init; }

    /// <summary>What is shown instead of letting new connections wait; null to let them wait.</summary>
    public MaintenancePage? Page { get; init; }

    /// <summary>The port on 127.0.0.1 where the link carries connections to the same port of the other machine.</summary>
    public static int LinkPort(int port) => port + 20000 <= 65535 ? port + 20000 : port - 20000;
}
