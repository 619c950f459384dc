using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>A timer on a machine that drops a slot before the log that it keeps fills the disk: whether Baton runs or not, that server goes on.</summary>
public sealed class WalWatch(IHost host)
{
    /// <summary>An eighth of what is free now, within reason: enough for PostgreSQL to go on after the slot was dropped.</summary>
    public static long Least(long freeBytes) => Math.Clamp(freeBytes / 8, 256L << 20, 4L << 30);

    public Task InstallAsync(PostgresLayout layout, string slot, long leastFreeBytes, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>(layout.Arguments)
        {
            ["slot"] = slot,
            ["least"] = leastFreeBytes.ToString(CultureInfo.InvariantCulture),
            ["watch_program"] = Scripts.Read("wal-watch"),
        };
        return host.AskAsync(new("wal-watch-install") { Arguments = arguments }, cancellationToken);
    }

    public Task RemoveAsync(CancellationToken cancellationToken) => host.AskAsync(new("wal-watch-remove"), cancellationToken);
}
