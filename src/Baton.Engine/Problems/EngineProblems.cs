using System.Globalization;
using Baton.Engine.Journal;

namespace Baton.Engine.Problems;

/// <summary>What can be wrong with runs and their journal: BTN01xx.</summary>
public static class EngineProblems
{
    public static Problem RunUnknown(string runId) => new("BTN0101", $"There is no run {runId}.", "List the runs with 'baton runs'.");

    public static Problem ServerHeld(string resource, string runId, string owner, DateTimeOffset until) => new(
        "BTN0102",
        $"{resource} is held by run {runId} ({owner}) until {until.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC, renewed while it goes on.",
        $"Wait for it, or look at it with 'baton show {runId}'.");

    public static Problem HeldBetweenRuns(string resource, string what, string owner) => new(
        "BTN0109", $"{resource} is held by {what} ({owner}) for as long as that takes.", "Try again in a while, or end it there (Ctrl+C): nothing of it is left half done.");

    public static Problem CannotResume(RunRecord run) => new(
        "BTN0103", $"Run {run.Id} cannot be resumed: it is {run.Status}.", $"See what it did with 'baton show {run.Id}'.");

    public static Problem CannotRollBack(RunRecord run) => new(
        "BTN0104", $"Run {run.Id} cannot be rolled back: it is {run.Status}.", $"See what it did with 'baton show {run.Id}'.");

    public static Problem UnfinishedRun(RunRecord run) => new(
        "BTN0105", $"Run {run.Id} on {run.Subject} was cut off and neither finished nor rolled back.", $"Run 'baton resume {run.Id}' or 'baton rollback {run.Id}' first.");

    public static Problem LeaseLost(string resource) => new(
        "BTN0106", $"The hold on {resource} was lost to another run.", "This process was stopped for longer than the hold lasts; look at 'baton runs'.");

    public static Problem PlanChanged(string runId, string step) => new(
        "BTN0107", $"The journal of {runId} knows a step '{step}' that this version of Baton does not plan.", "Use the version of Baton that started the run.");

    public static Problem JournalTooNew(string path, long version) => new(
        "BTN0108",
        string.Create(CultureInfo.InvariantCulture, $"{path} was written by a later Baton (format {version})."),
        "Update this Baton, or set BATON_HOME to a directory of its own.");
}
