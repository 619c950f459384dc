using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Steps;

namespace Baton.Terminals;

/// <summary>
/// A run in a terminal: each finished step stays as a line, and the last line moves: what the current step is doing, and for how long.
/// Only that one line is ever rewritten, so that nothing is lost when the window is small or the output is scrolled.
/// </summary>
internal sealed class RunPicture : IRunObserver, IDisposable
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private readonly ITerminal _terminal;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly List<Measurement> _figures = [];
    private StepLine? _line;
    private PlannedStep? _current;
    private bool _undoing;
    private string _text = "";
    private long _began;
    private int _frame;

    public RunPicture(ITerminal terminal, TimeProvider time)
    {
        (_terminal, _time) = (terminal, time);
        _timer = time.CreateTimer(_ => Tick(), null, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
    }

    public void RunStarted(RunRecord run, Plan plan)
    {
        lock (_lock)
        {
            _line = new(plan);
            _terminal.Talk.WriteLine($"{Ansi.Bold}{run.Kind} {run.Subject}{Ansi.Reset} {Ansi.Dim}· run {run.Id}{Ansi.Reset}");
        }
    }

    public void StepStarted(PlannedStep step, bool undoing)
    {
        lock (_lock)
        {
            var description = step.Describe();
            (_current, _undoing, _began) = (step, undoing, _time.GetTimestamp());
            _text = undoing ? description.Undo ?? "look whether there is anything to take back" : description.Changes;
            _figures.Clear();
            Draw();
        }
    }

    public void StepProgressed(PlannedStep step, string text)
    {
        lock (_lock)
        {
            _text = text;
            Draw();
        }
    }

    public void Measured(Measurement measurement)
    {
        lock (_lock)
        {
            _figures.Add(measurement);
        }
    }

    public void StepEnded(PlannedStep step, bool undoing, TimeSpan took)
    {
        lock (_lock)
        {
            var description = step.Describe();
            var said = _figures.Count > 0 ? StepLine.Figures(_figures) : undoing ? description.Undo ?? "nothing to take back" : description.Changes;
            var mark = undoing ? $"{Ansi.Yellow}↶{Ansi.Reset}" : $"{Ansi.Green}✓{Ansi.Reset}";
            Settle(mark, step, said, Words.Duration(took));
        }
    }

    public void StepFailed(PlannedStep step, bool undoing, Exception failure)
    {
        lock (_lock)
        {
            Settle($"{Ansi.Red}✗{Ansi.Reset}", step, Failures.Word(undoing, failure), Words.Duration(_time.GetElapsedTime(_began)));
            if (failure is not OperationCanceledException)
            {
                Failures.Show(_terminal, Failures.Problems(failure));
            }
        }
    }

    public void RunEnded(RunOutcome outcome)
    {
        lock (_lock)
        {
            _current = null;
            _terminal.Talk.Flush();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            if (_current is not null)
            {
                // Cut off in the middle of a step: what follows starts on a line of its own.
                _terminal.Talk.WriteLine();
                _current = null;
            }
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            _frame++;
            Draw();
        }
    }

    private void Draw()
    {
        if (_current is not { } step || _line is not { } line)
        {
            return;
        }

        var took = Words.Duration(TimeSpan.FromSeconds(Math.Floor(_time.GetElapsedTime(_began).TotalSeconds)));
        var waits = _undoing || step.Describe().Pauses == PauseKind.None ? "" : "⏸ ";
        _terminal.Talk.Write(Ansi.ClearLine + Compose(Ansi.Cyan + Spinner[_frame % Spinner.Length] + Ansi.Reset, line, step, waits + _text, took));
        _terminal.Talk.Flush();
    }

    private void Settle(string mark, PlannedStep step, string said, string took)
    {
        _current = null;
        _terminal.Talk.WriteLine(Ansi.ClearLine + Compose(mark, _line!, step, said, took));
    }

    /// <summary>"  3/24 ✓ launch-instance   Launch a t3.medium …      12.3 s", never wider than the window: a wrapped line could not be rewritten.</summary>
    private string Compose(string mark, StepLine line, PlannedStep step, string said, string took)
    {
        var number = line.Number(step);
        var name = line.Name(step);
        var room = _terminal.TalkWidth - 1 - number.Length - name.Length - took.Length - 9;
        var text = room > 8 ? Words.Shorten(said, room).PadRight(room) : "";
        return $" {Ansi.Dim}{number}{Ansi.Reset} {mark} {name}  {Ansi.Dim}{text}{Ansi.Reset}  {took}";
    }
}
