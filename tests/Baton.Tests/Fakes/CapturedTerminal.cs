using System.Text;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Tests;

/// <summary>A terminal that a test reads: 120 columns, in a pipe unless said otherwise.</summary>
internal sealed class CapturedTerminal(bool interactive = false) : ITerminal
{
    private readonly StringBuilder _answer = new();
    private readonly StringBuilder _talk = new();

    public Queue<string> Replies { get; } = new();

    public TextWriter Answer => new StringWriter(_answer);

    public TextWriter Talk => new StringWriter(_talk);

    public string Answered => _answer.ToString();

    public string Talked => _talk.ToString();

    public bool TalkIsInteractive => interactive;

    public bool CanAsk => interactive;

    public int TalkWidth => 120;

    public IAnsiConsole AnswerConsole => Consoles.Create(Answer, false, 120);

    public IAnsiConsole TalkConsole => Consoles.Create(Talk, false, 120);

    public string? ReadLine() => Replies.TryDequeue(out var reply) ? reply : null;
}
