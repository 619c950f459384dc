#pragma warning disable RS0030 // The one place that touches the console; everybody else writes through ITerminal.
using Spectre.Console;

namespace Baton.Terminals;

internal sealed class ConsoleTerminal : ITerminal
{
    // Wide enough for a plan in a log; a pipe has no width of its own.
    private const int PipeWidth = 140;

    private readonly Lazy<IAnsiConsole> _answer;
    private readonly Lazy<IAnsiConsole> _talk;

    public ConsoleTerminal()
    {
        Answer = Console.Out;
        Talk = Console.Error;
        TalkIsInteractive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        _answer = new(() => Consoles.Create(Answer, !Console.IsOutputRedirected, Console.IsOutputRedirected ? PipeWidth : WindowWidth()));
        _talk = new(() => Consoles.Create(Talk, TalkIsInteractive, TalkWidth));
    }

    public TextWriter Answer { get; }

    public TextWriter Talk { get; }

    public bool TalkIsInteractive { get; }

    public bool CanAsk => TalkIsInteractive && !Console.IsInputRedirected;

    public int TalkWidth => TalkIsInteractive ? WindowWidth() : PipeWidth;

    public IAnsiConsole AnswerConsole => _answer.Value;

    public IAnsiConsole TalkConsole => _talk.Value;

    public string? ReadLine() => Console.ReadLine();

    private static int WindowWidth()
    {
        var width = Console.WindowWidth;
        return width > 0 ? width : 80;
    }
}
