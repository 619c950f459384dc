using Spectre.Console;

namespace Baton.Terminals;

/// <summary>
/// The only way out to the person or the pipe: the answer goes to standard output, talk (progress, questions, problems) to standard error.
/// Two kinds: the console, and one that a test reads.
/// </summary>
public interface ITerminal
{
    TextWriter Answer { get; }

    TextWriter Talk { get; }

    /// <summary>False in a pipe, a log or CI: then plain lines, no colours, no moving picture.</summary>
    bool TalkIsInteractive { get; }

    /// <summary>A person can be asked.</summary>
    bool CanAsk { get; }

    /// <summary>Columns of what <see cref="Talk"/> goes to.</summary>
    int TalkWidth { get; }

    IAnsiConsole AnswerConsole { get; }

    IAnsiConsole TalkConsole { get; }

    string? ReadLine();
}
