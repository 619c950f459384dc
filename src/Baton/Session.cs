using Baton.Configuration;
using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations.Configuration;
using Baton.Terminals;

namespace Baton;

/// <summary>One invocation of the program: what was said on the command line for all commands, and what they share, made when first asked for.</summary>
internal sealed class Session(ProgramSurroundings surroundings, bool json, string? configFile) : IDisposable
{
    private RunJournal? _journal;
    private IPlanFactory? _plans;

    public ITerminal Terminal => surroundings.Terminal;

    public TimeProvider Time => surroundings.Time;

    public ProgramSurroundings Surroundings => surroundings;

    /// <summary>The answer is one JSON document (or one per line for a stream); talk goes to standard error as ever.</summary>
    public bool Json { get; } = json;

    public StateDirectory State { get; } = StateDirectory.OfEnvironment(surroundings.Environment);

    public string ConfigPath => field ??= configFile ?? surroundings.Environment("BATON_CONFIG") ?? BatonFile.Find(surroundings.Folder);

    public BatonConfiguration Configuration => field ??= BatonFile.Load(ConfigPath);

    public RunJournal Journal => _journal ??= OpenJournal();

    public IPlanFactory Plans => _plans ??= surroundings.Plans(this);

    public Runner NewRunner() => new(Journal, LeaseOwner.ThisProcess(), Time);

    public ServerOptions Server(string name) =>
        Configuration.Servers.FirstOrDefault(server => server.Name == name)
        ?? throw new BatonException(ConfigurationProblems.ServerUnknown(name, ConfigPath, [.. Configuration.Servers.Select(server => server.Name)]));

    public RunRecord Run(string runId) => Journal.FindRun(runId) ?? throw new BatonException(EngineProblems.RunUnknown(runId));

    public void Dispose()
    {
        _journal?.Dispose();
        (_plans as IDisposable)?.Dispose();
    }

    private RunJournal OpenJournal()
    {
        State.Create();
        return new(State.Journal, Time);
    }
}
