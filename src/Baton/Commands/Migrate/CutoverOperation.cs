using System.CommandLine;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Configuration;

namespace Baton.Commands.Migrate;

internal sealed class CutoverOperation() : MigrateOperation(MigrationStage.Cutover, "Move the users: requests are held for a moment, no write is lost")
{
    private readonly MaintenanceOptions _maintenance = new();
    private readonly OverrideWait _override = new();

    public override IEnumerable<Symbol> Symbols() => [Server, .. _maintenance.Symbols(), _override.Option];

    protected override MigrateRequest Request(Session session, ServerOptions server, ParseResult parsed) =>
        new() { Page = _maintenance.Read(session, server, parsed), OverrideWait = _override.Reason(parsed) };
}
