using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Baton.Commands;

/// <summary>The help that System.CommandLine writes, and below it what one would really type.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyDictionary<Command, string[]> examples) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        // System.CommandLine names the program by its file, which under a test or 'dotnet baton.dll' is another's.
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var captured = new StringWriter();
        configuration.Output = captured;
        var status = help.Invoke(parseResult);
        configuration.Output = output;
        output.Write(captured.ToString().Replace($"  {RootCommand.ExecutableName} ", "  baton ", StringComparison.Ordinal));
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines) && lines.Length > 0)
        {
            output.WriteLine(lines.Length == 1 ? "Example:" : "Examples:");
            foreach (var line in lines)
            {
                output.WriteLine($"  {line}");
            }
        }

        return status;
    }
}
