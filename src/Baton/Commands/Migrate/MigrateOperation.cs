using System.CommandLine;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Configuration;

namespace Baton.Commands.Migrate;

/// <summary>A stage of a migration as a command.</summary>
internal class MigrateOperation(MigrationStage stage, string description) : Operation
{
    protected Argument<string> Server { get; } = Servers.Argument();

    public static IReadOnlyList<MigrateOperation> All() =>
    [
        new PrepareOperation(),
        new SyncOperation(),
        new TestOperation(),
        new CutoverOperation(),
        new MigrateFinishOperation(),
    ];

    public override string Name => stage.ToString().ToLowerInvariant();

    public override string Description => description;

    public override string Example => $"migrate {Name} payroll";

    public override bool Asks => stage != MigrationStage.Sync;

    public override IEnumerable<Symbol> Symbols() => [Server];

    public override Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var server = session.Server(parsed.GetValue(Server)!);
        string? Beside(string? path) => path is null ? null : Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(session.ConfigPath))!);
        server = server with { Target = server.Target with { Script = Beside(server.Target.Script), CloudInit = Beside(server.Target.CloudInit) } };
        return session.Operations.MigrateAsync(stage, server, Request(session, server, parsed), cancellationToken);
    }

    /// <summary>What the operator asked for on the command line.</summary>
    protected virtual MigrateRequest Request(Session session, ServerOptions server, ParseResult parsed) => new();
}
