namespace Baton.Operations.Configuration;

/// <summary>Where new connections wait during a switch.</summary>
public sealed record GateOptions
{
    /// <summary>TCP ports of the application, behind the proxy when there is one.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>The proxy in front, which is asked to close kept-alive connections after their answer; null when clients connect to the ports themselves.</summary>
    public string? Proxy { get; init; }
}
