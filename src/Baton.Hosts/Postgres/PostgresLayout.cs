using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>Where a cluster lives. The same on a server and on its clone, where PostgreSQL may not have started yet.</summary>
public sealed record PostgresLayout
{
    /// <summary>"15/main".</summary>
    public required string Cluster { get; init; }

    /// <summary>15.</summary>
    public required int Version { get; init; }

    public required string BinDirectory { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>postgresql.conf.</summary>
    public required string ConfigFile { get; init; }

    public required int Port { get; init; }

    public required string SocketDirectory { get; init; }

    /// <summary>The user that it runs as.</summary>
    public required string Owner { get; init; }

    /// <summary>postgresql@15-main.service; null when no unit runs it.</summary>
    public string? Unit { get; init; }

    /// <summary>As every postgres script takes it.</summary>
    internal Dictionary<string, string> Arguments => new()
    {
        ["pg_cluster"] = Cluster,
        ["pg_version"] = Version.ToString(CultureInfo.InvariantCulture),
        ["pg_bin"] = BinDirectory,
        ["pg_data"] = DataDirectory,
        ["pg_config"] = ConfigFile,
        ["pg_port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["pg_socket"] = SocketDirectory,
        ["pg_owner"] = Owner,
        ["pg_unit"] = Unit ?? "",
    };
}
