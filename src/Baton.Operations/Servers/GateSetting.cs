namespace Baton.Operations.Servers;

public sealed record GateSetting(IReadOnlyList<int> Ports, string? Proxy);
