using System.CommandLine;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Operations.Migrating;

namespace Baton.Commands.Migrate;

/// <summary>A stage of a migration as a command.</summary>
internal sealed class MigrateOperation(MigrationStage stage, string description) : Operation
{
    private readonly Argument<string> _server = Servers.Argument();
    private readonly OverrideWait _override = new();

    private readonly Option<string?> _database = Database();

    public static IReadOnlyList<MigrateOperation> All() =>
    [
        new(MigrationStage.Prepare, "Make the new environment beside the old server, which goes on"),
        new(MigrationStage.Sync, "Copy data to the new server and let its database follow; again at any time, to catch up"),
        new(MigrationStage.Cutover, "Move the users: requests are held for a moment, no write is lost"),
        new(MigrationStage.Finish, "Close a migration: the old server neither follows nor forwards any more, and the way back ends"),
    ];

    public override string Name => stage.ToString().ToLowerInvariant();

    public override string Description => description;

    public override string Example => $"migrate {Name} payroll";

    public override bool Asks => stage != MigrationStage.Sync;

    public override bool IsFinal => stage == MigrationStage.Finish;

    public override IEnumerable<Symbol> Symbols() => stage switch
    {
        MigrationStage.Prepare => [_server, _database],
        MigrationStage.Cutover => [_server, _override.Option],
        _ => [_server],
    };

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var server = session.Server(parsed.GetValue(_server)!);
        string? Beside(string? path) => path is null ? null : Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(session.ConfigPath))!);
        server = server with { Target = server.Target with { Script = Beside(server.Target.Script), CloudInit = Beside(server.Target.CloudInit) } };
        var request = new MigrateRequest
        {
            PublicKey = PublicKey(session, server.Ssh),
            Database = parsed.GetValue(_database) is { } word ? DatabaseWays.ByWord[word] : null,
            OverrideWait = stage == MigrationStage.Cutover ? _override.Reason(parsed) : null,
        };
        return session.Operations.MigrateAsync(stage, server, request, cancellationToken);
    }

    public override void Succeeded(Session session, ParseResult parsed)
    {
        if (IsFinal)
        {
            MigrationOperations.Close(session.Journal, parsed.GetValue(_server)!);
        }
    }

    private static Option<string?> Database()
    {
        var database = new Option<string?>("--database")
        {
            Description = "How PostgreSQL comes over: auto (what the pre-flight chooses), physical, logical or dump; else what 'source' in baton.yaml says",
            HelpName = "WAY",
        };
        database.AcceptOnlyFromAmong([.. DatabaseWays.ByWord.Keys]);
        return database;
    }

    /// <summary>The public half that lies beside a private key.</summary>
    private static string? PublicKey(Session session, SshOptions ssh)
    {
        // ssh knows what ~ is; files do not.
        var file = ssh.IdentityFile is ['~', '/', .. var rest] ? Path.Combine(session.Surroundings.Environment("HOME") ?? "/root", rest) : ssh.IdentityFile;
        return file is not null && File.Exists($"{file}.pub") ? File.ReadAllText($"{file}.pub").Trim() : null;
    }
}
