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

        // Not by its name, which the old server may have, too.
        server = server with { Instance = document.Results.GetValueOrDefault("instanceId") ?? server.Instance };
        if (!parsed.GetValue(_noImage))
        {
            document = await TryAsync(session, document, ended => ImageAsync(session, server, ended, cancellationToken), isProof: true);
            document = await TryAsync(session, document, ended => VerifyAsync(session, server, ended, cancellationToken), isProof: true);
        }

        return cancellationToken.IsCancellationRequested
            ? document
            : await TryAsync(session, document, async ended => ended with { Hardening = await new HardenCommand(session).LookAsync(server, parsed.GetValue(_markdown), cancellationToken) }, isProof: false);
    }

    private static async Task<RunDocument> TryAsync(Session session, RunDocument document, Func<RunDocument, Task<RunDocument>> act, bool isProof)
    {
        try
        {
            return await act(document);
        }
        catch (Exception failure) when (failure is BatonException or AwsException or OperationCanceledException)
        {
            var problems = Failures.Problems(failure);
            Failures.Show(session.Terminal, problems);
            return document with { Problems = [.. document.Problems, .. ProblemDocument.From(problems)], IsCutShort = document.IsCutShort || isProof };
        }
    }

    private static async Task<RunDocument> ImageAsync(Session session, ServerOptions server, RunDocument document, CancellationToken cancellationToken) =>
        document with { Then = [await RunAsync(session, await session.Operations.ImageAsync(server, new(), cancellationToken), cancellationToken)] };

    private static async Task<RunDocument> VerifyAsync(Session session, ServerOptions server, RunDocument document, CancellationToken cancellationToken) =>
        document.Then is [{ Outcome: RunStatus.Succeeded } image] && image.Results.TryGetValue("imageId", out var imageId)
            ? document with { Then = [image, await RunAsync(session, await session.Operations.VerifyAsync(new(imageId), _ => server, cancellationToken), cancellationToken)] }
            : document;

    private static Task<RunDocument> RunAsync(Session session, PreparedRun run, CancellationToken cancellationToken) =>
        Walks.GoQuietlyAsync(session, observer => session.NewRunner().StartAsync(run.Plan, run.Arguments, new(), observer, cancellationToken));

    public override void Succeeded(Session session, ParseResult parsed) => MigrationOperations.Close(session.Journal, parsed.GetValue(Server)!);

    protected override MigrateRequest Request(Session session, ServerOptions server, ParseResult parsed) => new() { Forward = TimeSpan.FromDays(parsed.GetValue(_forwardDays)) };
}
