using System.CommandLine;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Operations.Migrating;

namespace Baton.Commands.Migrate;

internal sealed class PrepareOperation() : MigrateOperation(MigrationStage.Prepare, "Make the new environment beside the old server, which goes on")
{
    private readonly Option<string?> _database = Database();

    public override IEnumerable<Symbol> Symbols() => [Server, _database];

    protected override MigrateRequest Request(Session session, ServerOptions server, ParseResult parsed) => new()
    {
        PublicKey = PublicKey(session, server.Ssh),
        Database = parsed.GetValue(_database) is { } word ? DatabaseWays.ByWord[word] : null,
    };

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
