using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Baton.Terminals;

namespace Baton.Rehearsals.Stage;

/// <summary>Runs this very program as a user would: a process of its own, arguments in, JSON out.</summary>
internal sealed class BatonCommand(RehearsalFolder folder, ITerminal terminal, IReadOnlyList<string>? program = null)
{
    private readonly Dictionary<string, string> _environment = [];
    private int _number;

    /// <summary>What 'cloud env' said; everything else of AWS in the environment is taken out, so that nothing reaches a real account.</summary>
    public void Use(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (name, value) in environment)
        {
            _environment[name] = value;
        }
    }

    public IReadOnlyDictionary<string, string> Environment => _environment;

    public Task<BatonAnswer> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => RunAsync(arguments, null, cancellationToken);

    /// <summary>Says the command, runs it, and gives back its answer. Its talk goes on to ours. With kill -9 when the wait for that ends first.</summary>
    public async Task<BatonAnswer> RunAsync(
        IReadOnlyList<string> arguments, Func<CancellationToken, Task<KillPoint>>? untilKill, CancellationToken cancellationToken)
    {
        terminal.Talk.WriteLine($"  $ baton {string.Join(' ', arguments)}");
        using var process = Process.Start(StartInfo([.. arguments, "--json"])) ?? throw new InvalidOperationException("baton does not start");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var killed = untilKill is null ? Task.FromResult<KillPoint?>(null) : KillAsync(process, untilKill, over.Token);
        try
        {
            var talk = PassOnAsync(process.StandardError);
            var answer = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await talk;
            await over.CancelAsync();
            if (answer.Length > 0)
            {
                await File.WriteAllTextAsync(folder.Answer(++_number, Name(arguments)), answer, CancellationToken.None);
            }

            return new(process.ExitCode, Parse(answer)) { KilledIn = await killed };
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C in a terminal has reached it too; it takes its steps back before it ends.
            await EndAsync(process);
            throw;
        }
    }

    private static string Name(IReadOnlyList<string> arguments) => string.Join('-', arguments.TakeWhile(static argument => argument.All(char.IsAsciiLetter)).Take(2));

    private async Task<KillPoint?> KillAsync(Process process, Func<CancellationToken, Task<KillPoint>> untilKill, CancellationToken over)
    {
        try
        {
            var point = await untilKill(over);
            process.Kill();
            await terminal.Talk.WriteLineAsync($"  $ kill -9 {process.Id}    # in the middle of {point}");
            return point;
        }
        catch (OperationCanceledException)
        {
            // The command has ended by itself.
            return null;
        }
    }

    private static async Task EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }

    private async Task PassOnAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                await terminal.Talk.WriteLineAsync($"    {line}");
            }
        }
    }

    private ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var command = program ?? Self();
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder.Root,
        };
        foreach (var argument in command.Skip(1).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("AWS_", StringComparison.Ordinal) || name == "BATON_CONFIG").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["BATON_HOME"] = folder.Home.Root;
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>This program, as an executable or as 'dotnet baton.dll'.</summary>
    private static IReadOnlyList<string> Self()
    {
        var self = System.Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(self) == "dotnet" ? [self, System.Environment.GetCommandLineArgs()[0]] : [self];
    }

    private static JsonElement? Parse(string answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            return null;
        }

        using var document = JsonDocument.Parse(answer);
        return document.RootElement.Clone();
    }
}
