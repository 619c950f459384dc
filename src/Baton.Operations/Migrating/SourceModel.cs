using System.Text.Json.Serialization;
using Baton.Hosts.Postgres;
using Baton.Operations.Configuration;
using Baton.Operations.Connections;
using Baton.Operations.Discovery;

namespace Baton.Operations.Migrating;

/// <summary>A server that is reached by SSH and nothing else, as it was when a migration was prepared.</summary>
public sealed record SourceModel : MachineModel
{
    [JsonIgnore]
    public SourceOptions Where => Options.Source ?? throw new InvalidOperationException($"{Name} is not a server that is migrated.");

    [JsonIgnore]
    public override string MachineId => IdOf(Options);

    [JsonIgnore]
    public override string LinkAddress => Where.LinkAddress ?? Where.Host;

    [JsonIgnore]
    public override SshOptions Ssh => Where.Ssh;

    /// <summary>The password of the replication role goes this way too: from server to server, and past nobody.</summary>
    [JsonIgnore]
    public override IReadOnlyList<string> LinkFolders =>
        [.. Options.Folders.Concat(Carried).Concat(Postgres is null ? [] : [PostgresServer.PasswordFile]).Distinct()];

    /// <summary>All that comes over once: what baton.yaml names, and PostgreSQL's own settings.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Carried => [.. Options.Target.Carry.Concat(PostgresSettings).Distinct()];

    [JsonIgnore]
    public ServerAddress Address => AddressOf(Options);

    private IEnumerable<string> PostgresSettings =>
        Postgres?.Layout is { } layout && !layout.ConfigFile.StartsWith(layout.DataDirectory + "/", StringComparison.Ordinal)
            ? [layout.ConfigFile[..layout.ConfigFile.LastIndexOf('/')]]
            : [];

    public static ServerAddress AddressOf(ServerOptions options) => new()
    {
        InstanceId = IdOf(options),
        Name = $"{options.Name} ({options.Source!.Host})",
        Host = options.Source.Host,
        Ssh = options.Source.Ssh,
    };

    public override string ToString() => $"{Name} ({Where.Host})";

    private static string IdOf(ServerOptions options) => $"source-{options.Name}";
}
