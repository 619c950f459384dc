using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;

namespace Baton.Tests;

/// <summary>The whole program in a folder of its own, over plans of a test.</summary>
internal sealed class InProcess : IDisposable
{
    private readonly TimeProvider _time = new SteppingTime(TimeSpan.FromMilliseconds(50));

    public InProcess() => Folder = Directory.CreateTempSubdirectory("baton-program-").FullName;

    public string Folder { get; }

    public ThingPlans Plans { get; } = new();

    public StateDirectory State => new(Path.Combine(Folder, "state"));

    public CapturedTerminal Terminal { get; private set; } = new();

    public async Task<int> RunAsync(string commandLine, bool interactive = false, string[]? replies = null, CancellationToken cancellationToken = default)
    {
        Terminal = new(interactive);
        Array.ForEach(replies ?? [], Terminal.Replies.Enqueue);
        return await BatonProgram.RunAsync(
            commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new()
            {
                Terminal = Terminal,
                Environment = name => name == "BATON_HOME" ? State.Root : null,
                Folder = Folder,
                Operations = _ => Plans,
                Time = _time,
            },
            cancellationToken);
    }

    /// <summary>Starts a run as a command would, and says its id.</summary>
    public async Task<string> StartAsync(RunOptions? options = null)
    {
        State.Create();
        using var journal = new RunJournal(State.Journal, _time);
        var runner = new Runner(journal, LeaseOwner.ThisProcess(), _time);
        var plan = await Plans.BuildAsync("resize", "{}", CancellationToken.None);
        return (await runner.StartAsync(plan, "{}", options ?? new(), new SilentObserver(), CancellationToken.None)).RunId;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
