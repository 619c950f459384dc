using System.CommandLine;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Configuration;

namespace Baton.Commands.Migrate;

internal sealed class TestOperation() : MigrateOperation(
    MigrationStage.Test, "Let people and machines try a fenced copy of the new server; what is written there reaches nobody")
{
    private readonly Option<bool> _end = new("--end") { Description = "Remove the copy and its image again" };

    private readonly Option<bool> _withoutData = new("--without-data") { Description = "Do not read and compare all rows and files of both sides" };

    public override bool Asks => false;

    public override IEnumerable<Symbol> Symbols() => [Server, _end, _withoutData];

    public override Func<Task<int>>? Instead(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(_end) ? () => EndAsync(session, parsed.GetValue(Server)!, cancellationToken) : null;

    protected override MigrateRequest Request(Session session, ServerOptions server, ParseResult parsed) => new() { WithoutData = parsed.GetValue(_withoutData) };

    private static async Task<int> EndAsync(Session session, string server, CancellationToken cancellationToken)
    {
        var run = MigrationOperations.Test(session.Journal, server);
        var reminder = MigrationOperations.HostsReminder(run);
        var plan = await session.Operations.BuildAsync(run.Kind, run.Arguments, cancellationToken);
        var status = await Walks.GoBackAsync(session, observer => session.NewRunner().RollBackAsync(run, plan, new(), observer, cancellationToken));
        session.Terminal.Talk.WriteLine(reminder);
        return status;
    }
}
