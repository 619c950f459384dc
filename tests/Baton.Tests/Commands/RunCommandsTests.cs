using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Engine.Journal;
using Baton.Engine.Plans;

namespace Baton.Tests.Commands;

public sealed partial class RunCommandsTests : IDisposable
{
    private readonly InProcess _baton = new();

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task Runs_are_listed_newest_first_and_read_as_one_JSON_document()
    {
        var first = await _baton.StartAsync();
        _baton.Plans.Fails = "check";
        var second = await _baton.StartAsync();

        Assert.Equal(0, await _baton.RunAsync("runs --json"));

        using var document = JsonDocument.Parse(_baton.Terminal.Answered);
        Assert.Equal([second, first], document.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run").GetString()));
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_shown_as_cut_off()
    {
        var run = await _baton.StartAsync();
        using (var journal = new RunJournal(_baton.State.Journal, TimeProvider.System))
        {
            journal.SetStatus(run, RunStatus.Running);
        }

        Assert.Equal(0, await _baton.RunAsync("runs"));

        Assert.Contains("cut off", _baton.Terminal.Answered, StringComparison.Ordinal);
        Assert.Contains($"baton resume {run}", _baton.Terminal.Answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_shown_step_by_step()
    {
        var run = await _baton.StartAsync();

        Assert.Equal(0, await _baton.RunAsync($"show {run}"));

        Approved.Text(Masked(_baton.Terminal.Answered), "show.txt");
    }

    [Fact]
    public async Task A_run_is_shown_as_one_JSON_document()
    {
        await _baton.StartAsync();

        Assert.Equal(0, await _baton.RunAsync("show --json"));

        Approved.Text(Masked(_baton.Terminal.Answered), "show.json");
    }

    [Fact]
    public async Task A_run_that_was_kept_is_resumed_with_plain_lines_in_a_pipe()
    {
        _baton.Plans.Fails = "launch-instance";
        var run = await _baton.StartAsync(new() { KeepOnFailure = true });
        _baton.Plans.Fails = null;

        Assert.Equal(ExitCodes.Success, await _baton.RunAsync($"resume {run}"));

        Approved.Text(Masked(_baton.Terminal.Talked + "---\n" + _baton.Terminal.Answered), "resume.txt");
    }

    [Fact]
    public async Task A_step_that_fails_again_on_resume_is_a_failure_with_everything_taken_back()
    {
        _baton.Plans.Fails = "check";
        var run = await _baton.StartAsync(new() { KeepOnFailure = true });

        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync($"resume {run} --json"));

        Assert.Empty(_baton.Plans.Things);
        using var document = JsonDocument.Parse(_baton.Terminal.Answered);
        Assert.Equal("rolledBack", document.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("BTN0999", document.RootElement.GetProperty("problems")[0].GetProperty("code").GetString());
        Assert.Contains("BTN0999 The thing does not want to be made. → Ask it nicely.", _baton.Terminal.Talked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_in_a_terminal_leaves_one_line_per_step()
    {
        var run = await _baton.StartAsync();

        Assert.Equal(0, await _baton.RunAsync($"rollback {run}", interactive: true));

        var settled = _baton.Terminal.Talked.Split('\n').Select(line => line[(line.LastIndexOf('\r') + 1)..]).Select(line => Escapes().Replace(line, "").TrimEnd());
        Approved.Text(Masked(string.Join('\n', settled)), "rollback-terminal.txt");
        Assert.All(settled, line => Assert.True(line.Length < 120));
    }

    [Fact]
    public async Task An_undo_that_fails_says_what_is_left_and_how_to_go_on()
    {
        var run = await _baton.StartAsync();
        _baton.Plans.FailsToUndo = "launch-instance";

        Assert.Equal(ExitCodes.Unfinished, await _baton.RunAsync($"rollback {run}"));

        Approved.Text(Masked(_baton.Terminal.Talked + "---\n" + _baton.Terminal.Answered), "undo-failed.txt");
    }

    [Fact]
    public async Task An_operator_who_stops_a_run_gets_everything_taken_back_and_the_exit_code_of_an_interrupt()
    {
        _baton.Plans.Fails = "check";
        var run = await _baton.StartAsync(new() { KeepOnFailure = true });
        using var stop = new CancellationTokenSource();
        _baton.Plans.Doing = _ => stop.Cancel();

        Assert.Equal(ExitCodes.Cancelled, await _baton.RunAsync($"resume {run}", cancellationToken: stop.Token));
        Assert.Empty(_baton.Plans.Things);
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_a_problem_with_a_next_step()
    {
        Assert.Equal(ExitCodes.Failed, await _baton.RunAsync("show resize-20260101-0000-aaaa"));

        Assert.Equal("BTN0101 There is no run resize-20260101-0000-aaaa. → List the runs with 'baton runs'.\n", _baton.Terminal.Talked);
        Assert.Empty(_baton.Terminal.Answered);
    }

    /// <summary>Run ids hold four random characters; the rest of the output is the same in every run.</summary>
    private static string Masked(string text) => RunId().Replace(text, "resize-20261121-0931-k3f9");

    [GeneratedRegex(@"resize-\d{8}-\d{4}-\w{4}", RegexOptions.NonBacktracking)]
    private static partial Regex RunId();

    [GeneratedRegex(@"\e\[[0-9;]*[a-zA-Z]", RegexOptions.NonBacktracking)]
    private static partial Regex Escapes();
}
