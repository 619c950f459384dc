using Baton.Hosts.Guards;
using Baton.Operations.Configuration;

namespace Baton.Operations.Migrating;

/// <summary>What the guards of both servers watch.</summary>
internal static class Fences
{
    /// <summary>Units that may run on the new server before the cut-over, so that it need not wait for them: the proxy, and services that are said to be warm.</summary>
    public static IReadOnlyList<string> Warm(ServerOptions options) =>
        [.. options.Services.Where(service => service.Warm).Select(service => service.Unit).Concat(options.Gate.Proxy is { } proxy ? [proxy] : []).Distinct()];

    /// <summary>All that is to run on the new server.</summary>
    public static IReadOnlyList<string> Units(ServerOptions options) =>
        [.. options.Services.Select(service => service.Unit).Concat(Warm(options)).Concat(options.Fenced).Distinct()];

    public static GuardSetup Of(ServerOptions options, string? postgresUnit) => new()
    {
        Services = [.. options.Services.Select(service => service.Unit).Concat(Warm(options)).Distinct()],
        Warm = Warm(options),
        Postgres = postgresUnit is null ? [] : [postgresUnit],
        Fenced = options.Fenced,
    };
}
