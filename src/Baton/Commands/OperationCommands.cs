using System.CommandLine;
using Baton.Commands.Dns;
using Baton.Commands.Migrate;
using Baton.Documents;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations;
using Baton.Terminals;

namespace Baton.Commands;

/// <summary>Makes the commands of an operation: the one that shows its plan and the one that runs it.</summary>
internal static class OperationCommands
{
    public static Command Plan(CommandTree tree) => tree.Group(
        "plan",
        "Show what an operation would do, who would wait, what it costs and how it is undone; nothing is changed",
        [
            .. ((Operation[])[new ImageOperation(), new VerifyOperation(), new ResizeOperation(), new FinishOperation()]).Select(operation => Plan(tree, operation)),
            DnsCommands.Plan(tree),
            tree.Group(
                "migrate",
                "Show what a stage of a migration would do",
                MigrateOperation.All().Select(operation => Plan(tree, operation)),
                "baton plan migrate cutover payroll"),
        ],
        "baton plan resize payroll --memory 4GiB");

    public static Command Run(CommandTree tree, Operation operation)
    {
        var keep = Walks.KeepOption();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var command = new Command(operation.Name, operation.Description);
        Add(command, [.. operation.Symbols(), .. operation.SymbolsOfRun(), .. operation.IsFinal ? [] : (Symbol[])[keep], .. operation.Asks ? (Symbol[])[yes] : []]);
        return tree.Bind(
            command,
            async (session, parsed, cancellationToken) =>
            {
                if (operation.Instead(session, parsed, cancellationToken) is { } instead)
                {
                    return await instead();
                }

                var run = await PrepareAsync(session, parsed, operation, cancellationToken);
                if (operation.AsksAbout(run) && !parsed.GetValue(yes))
                {
                    Ask(session, run, operation);
                }

                return await Walks.GoAsync(
                    session,
                    observer => session.NewRunner().StartAsync(run.Plan, run.Arguments, Options(parsed, keep, operation), observer, cancellationToken),
                    document =>
                    {
                        operation.Succeeded(session, parsed);
                        return operation.GoOnAsync(session, parsed, document, cancellationToken);
                    },
                    cancellationToken);
            },
            $"baton {operation.Example}");
    }

    public static Command Plan(CommandTree tree, Operation operation)
    {
        var command = new Command(operation.Name, operation.Description);
        Add(command, operation.Symbols());
        return tree.Bind(
            command,
            async (session, parsed, cancellationToken) =>
            {
                var run = await PrepareAsync(session, parsed, operation, cancellationToken);
                if (session.Json)
                {
                    session.Terminal.WriteJson(PlanDocument.From(run), DocumentJson.Plain.PlanDocument);
                }
                else
                {
                    PlanTable.Show(session.Terminal.AnswerConsole, run);
                }

                return ExitCodes.Success;
            },
            $"baton plan {operation.Example}");
    }

    private static Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, Operation operation, CancellationToken cancellationToken) =>
        Waiting.ShowAsync(session.Terminal, "Looking at everything first …", () => operation.PrepareAsync(session, parsed, cancellationToken));

    private static RunOptions Options(ParseResult parsed, Option<bool> keep, Operation operation) =>
        // What cannot be undone is not taken back after a failure: it is resumed.
        operation.IsFinal ? new() { KeepOnFailure = true } : Walks.Options(parsed, keep);

    private static void Ask(Session session, PreparedRun run, Operation operation)
    {
        if (!session.Terminal.CanAsk)
        {
            // A script that names the operation means it; but what cannot be undone must be said twice.
            if (operation.IsFinal)
            {
                throw new BatonException(ProgramProblems.NotAsked($"'{operation.Name}'"));
            }

            return;
        }

        PlanTable.Show(session.Terminal.TalkConsole, run);
        session.Terminal.Talk.Write($"Go on? {(operation.IsFinal ? "It cannot be undone. " : "")}[y/N] ");
        session.Terminal.Talk.Flush();
        if (session.Terminal.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new BatonException(ProgramProblems.Declined());
        }
    }

    private static void Add(Command command, IEnumerable<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }
    }
}
