using System.CommandLine;
using System.Globalization;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Configuration;

namespace Baton.Commands.Migrate;

/// <summary>The end of a migration.</summary>
internal sealed class MigrateFinishOperation() : MigrateOperation(
    MigrationStage.Finish, "Close a migration: the old server follows no longer, forwards for some days more, and the way back ends")
{
    private readonly Option<int> _forwardDays = new("--forward-days")
    {
        Description = "For so many days the old server goes on forwarding those who still come to it; 0 ends that now",
        HelpName = "DAYS",
        DefaultValueFactory = _ => 7,
        Validators =
        {
            static result =>
            {
                if (result.Tokens is [var token] && (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var days) || days is < 0 or > 365))
                {
                    result.AddError($"'{token.Value}' is no number of days between 0 and 365.");
                }
            },
        },
    };

    public override bool IsFinal => true;

    public override IEnumerable<Symbol> Symbols() => [Server, _forwardDays];

    public override void Succeeded(Session session, ParseResult parsed) => MigrationOperations.Close(session.Journal, parsed.GetValue(Server)!);

    protected override MigrateRequest Request(Session session, ServerOptions server, ParseResult parsed) => new() { Forward = TimeSpan.FromDays(parsed.GetValue(_forwardDays)) };
}
