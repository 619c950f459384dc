using System.CommandLine;
using System.Globalization;
using Baton.Aws.Client;
using Baton.Aws.Wire;
using Baton.Documents;
using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Operating;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Terminals;

namespace Baton.Commands.Migrate;

/// <summary>The end of a migration.</summary>
internal sealed class MigrateFinishOperation() : MigrateOperation(
    MigrationStage.Finish, "Close a migration: the old server follows no longer, forwards for some days more, and the way back ends. Then a first image of the new server is taken and verified, and what to improve next is told")
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

    private readonly Option<bool> _noImage = new("--no-image") { Description = "Do not take and verify a first image of the new server afterwards" };

    private readonly Option<string?> _markdown = HardenCommand.MarkdownOption();

    public override bool IsFinal => true;

    public override IEnumerable<Symbol> Symbols() => [Server, _forwardDays];

    public override IEnumerable<Symbol> SymbolsOfRun() => [_noImage, _markdown];

    /// <summary>The first image, its proof, and what to improve next. None of it can undo the finish: what fails is said, and done again by its own command.</summary>
    public override async Task<RunDocument> GoOnAsync(Session session, ParseResult parsed, RunDocument document, CancellationToken cancellationToken)
    {
        var server = session.Server(parsed.GetValue(Server)!);
        var runs = new List<RunDocument>();
        try
        {
            if (!parsed.GetValue(_noImage))
            {
                await ImageAsync(session, server, runs, cancellationToken);
            }

            document = document with { Hardening = await new HardenCommand(session).LookAsync(server, parsed.GetValue(_markdown), cancellationToken) };
        }
        catch (Exception failure) when (failure is BatonException or AwsException or OperationCanceledException)
        {
            var problems = Failures.Problems(failure);
            Failures.Show(session.Terminal, problems);
            document = document with { Problems = [.. document.Problems, .. ProblemDocument.From(problems)] };
        }

        return document with { Then = runs is [] ? null : runs };
    }

    private static async Task ImageAsync(Session session, ServerOptions server, List<RunDocument> runs, CancellationToken cancellationToken)
    {
        var image = await RunAsync(session, await session.Operations.ImageAsync(server, new(), cancellationToken), cancellationToken);
        runs.Add(image);
        if (image.Outcome == RunStatus.Succeeded && image.Results.TryGetValue("imageId", out var imageId))
        {
            runs.Add(await RunAsync(session, await session.Operations.VerifyAsync(new(imageId), _ => server, cancellationToken), cancellationToken));
        }
    }

    private static Task<RunDocument> RunAsync(Session session, PreparedRun run, CancellationToken cancellationToken) =>
        Walks.GoQuietlyAsync(session, observer => session.NewRunner().StartAsync(run.Plan, run.Arguments, new(), observer, cancellationToken));

    public override void Succeeded(Session session, ParseResult parsed) => MigrationOperations.Close(session.Journal, parsed.GetValue(Server)!);

    protected override MigrateRequest Request(Session session, ServerOptions server, ParseResult parsed) => new() { Forward = TimeSpan.FromDays(parsed.GetValue(_forwardDays)) };
}
