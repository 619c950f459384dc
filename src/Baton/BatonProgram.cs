using System.CommandLine;
using System.Runtime.InteropServices;
using Baton.Commands;
using Baton.Configuration;
using Baton.Documents;
using Baton.Engine.Problems;
using Baton.Terminals;

namespace Baton;

/// <summary>The whole program, in process: arguments in, exit status out, everything else through its surroundings.</summary>
internal static class BatonProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, ProgramSurroundings surroundings, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        var root = CommandTree.Create(surroundings);
        var parsed = root.Parse(arguments);
        var asksVersion = parsed.GetResult(root.Options.OfType<VersionOption>().Single()) is not null;
        if (parsed.UnmatchedTokens.Count == 0 && !asksVersion && parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 })
        {
            // A group alone does nothing: say what is in it.
            parsed = root.Parse([.. arguments, "--help"]);
        }

        // Who asks for help need not have the rest of the line right.
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            return Misused(parsed, surroundings.Terminal);
        }

        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Terminal.Answer,
            Error = surroundings.Terminal.Talk,
            EnableDefaultExceptionHandler = false,

            // Ours does it: a run that is stopped takes its steps back first, and that may take minutes.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (Exception failure)
        {
            // The operator is told what, and for a bug also where.
            return Failed(failure, parsed, surroundings.Terminal);
        }
    }

    private static int Failed(Exception failure, ParseResult parsed, ITerminal terminal)
    {
        var problems = Failures.Problems(failure);
        var isBug = problems is [{ Code: ProgramProblems.BugCode }];
        if (isBug)
        {
            terminal.Talk.WriteLine(failure.ToString());
        }

        Answer("failed", problems, parsed, terminal);
        return failure is OperationCanceledException ? ExitCodes.Cancelled
            : isBug ? ExitCodes.Bug
            : problems.Any(problem => problem.Code.StartsWith("BTN02", StringComparison.Ordinal)) ? ExitCodes.BadUsage
            : ExitCodes.Failed;
    }

    private static int Misused(ParseResult parsed, ITerminal terminal)
    {
        var command = parsed.CommandResult.Command;
        var path = string.Join(' ', CommandTree.PathOf(command));
        Problem[] problems = command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var unknown, ..]
            ? [ProgramProblems.CommandUnknown(unknown, path, Spelling.Nearest(unknown, command.Subcommands.Where(known => !known.Hidden).Select(known => known.Name)))]
            : [.. parsed.Errors.Select(error => ProgramProblems.Usage(error.Message, path))];
        Answer("badUsage", problems, parsed, terminal);
        return ExitCodes.BadUsage;
    }

    private static void Answer(string outcome, IReadOnlyList<Problem> problems, ParseResult parsed, ITerminal terminal)
    {
        Failures.Show(terminal, problems);
        if (parsed.GetValue(CommandTree.Json))
        {
            terminal.WriteJson(new(outcome, ProblemDocument.From(problems)), DocumentJson.Plain.FailureDocument);
        }
    }

    /// <summary>The first signal asks, the second ends the process where it is: the journal knows enough to go on.</summary>
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        if (!stop.IsCancellationRequested)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
