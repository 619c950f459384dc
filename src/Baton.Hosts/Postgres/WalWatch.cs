using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>A timer on the old machine that drops a slot before the log that it keeps fills the disk: whether Baton runs or not, the old server goes on.</summary>
public sealed class WalWatch(IHost older)
{
    public Task InstallAsync(PostgresLayout layout, string slot, long leastFreeBytes, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, string>(layout.Arguments)
        {
            ["slot"] = slot,
            ["least"] = leastFreeBytes.ToString(CultureInfo.InvariantCulture),
            ["watch_program"] = Scripts.Read("wal-watch"),
        };
        return older.AskAsync(new("wal-watch-install") { Arguments = arguments }, cancellationToken);
    }

    public Task RemoveAsync(CancellationToken cancellationToken) => older.AskAsync(new("wal-watch-remove"), cancellationToken);
}
