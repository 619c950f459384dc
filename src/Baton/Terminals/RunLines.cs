using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Steps;

namespace Baton.Terminals;

/// <summary>A run as plain lines, for pipes, logs and CI: one per step, and one now and then about a long one.</summary>
internal sealed class RunLines(ITerminal terminal, TimeProvider time) : IRunObserver
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    private readonly List<Measurement> _figures = [];
    private StepLine? _line;
    private long _lastLine;

    public void RunStarted(RunRecord run, Plan plan)
    {
        _line = new(plan);
        Write($"run {run.Id}: {run.Kind} {run.Subject}, {Counted.Of(plan.Steps.Count, "step")}");
    }

    public void StepStarted(PlannedStep step, bool undoing)
    {
        _figures.Clear();
        _lastLine = time.GetTimestamp();
    }

    public void StepProgressed(PlannedStep step, string text)
    {
        if (time.GetElapsedTime(_lastLine) >= s_quiet)
        {
            Write($"[{_line!.Number(step)}] {step.Name}: {text}");
        }
    }

    public void Measured(Measurement measurement) => _figures.Add(measurement);

    public void StepEnded(PlannedStep step, bool undoing, TimeSpan took)
    {
        var figures = _figures.Count == 0 ? "" : $" ({StepLine.Figures(_figures)})";
        Write($"[{_line!.Number(step)}] {step.Name}: {(undoing ? "taken back" : "done")} in {Words.Duration(took)}{figures}");
    }

    public void StepFailed(PlannedStep step, bool undoing, Exception failure)
    {
        Write($"[{_line!.Number(step)}] {step.Name}: {Failures.Word(undoing, failure)}");
        if (failure is not OperationCanceledException)
        {
            Failures.Show(terminal, Failures.Problems(failure));
        }
    }

    public void RunEnded(RunOutcome outcome) => terminal.Talk.Flush();

    private void Write(string line)
    {
        _lastLine = time.GetTimestamp();
        terminal.Talk.WriteLine(line);
    }
}
