using System.Globalization;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Imaging;

/// <summary>Where the cluster of an image lives, in the 256 characters of a tag: a copy is proved also when the server is long gone.</summary>
internal static class PostgresTag
{
    public static string Write(PostgresLayout layout) => string.Join(
        '|',
        layout.Cluster,
        layout.Version.ToString(CultureInfo.InvariantCulture),
        layout.BinDirectory,
        layout.DataDirectory,
        layout.ConfigFile,
        layout.Port.ToString(CultureInfo.InvariantCulture),
        layout.SocketDirectory,
        layout.Owner,
        layout.Unit ?? "");

    /// <summary>Null for what is not such a tag.</summary>
    public static PostgresLayout? Read(string? tag) => tag?.Split('|') is not [var cluster, var version, var bin, var data, var config, var port, var socket, var owner, var unit]
        ? null
        : new()
        {
            Cluster = cluster,
            Version = int.Parse(version, CultureInfo.InvariantCulture),
            BinDirectory = bin,
            DataDirectory = data,
            ConfigFile = config,
            Port = int.Parse(port, CultureInfo.InvariantCulture),
            SocketDirectory = socket,
            Owner = owner,
            Unit = unit.Length == 0 ? null : unit,
        };
}
