using Baton.Aws.Client;
using Baton.Configuration;
using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.LocalCloud;
using Baton.Operating;
using Baton.Operations.Announcing;
using Baton.Operations.Configuration;
using Baton.Terminals;

namespace Baton;

/// <summary>One invocation of the program: what was said on the command line for all commands, and what they share, made when first asked for.</summary>
internal sealed class Session(ProgramSurroundings surroundings, bool json, string? configFile) : IAsyncDisposable
{
    private RunJournal? _journal;
    private IOperations? _operations;
    private AwsClient? _aws;

    public ITerminal Terminal => surroundings.Terminal;

    public TimeProvider Time => surroundings.Time;

    public ProgramSurroundings Surroundings => surroundings;

    /// <summary>The answer is one JSON document (or one per line for a stream); talk goes to standard error as ever.</summary>
    public bool Json { get; } = json;

    public StateDirectory State { get; } = StateDirectory.OfEnvironment(surroundings.Environment);

    public string ConfigPath => field ??= configFile ?? surroundings.Environment("BATON_CONFIG") ?? BatonFile.Find(surroundings.Folder);

    public BatonConfiguration Configuration => field ??= BatonFile.Load(ConfigPath);

    public RunJournal Journal => _journal ??= OpenJournal();

    public IOperations Operations => _operations ??= surroundings.Operations(this);

    public CloudFolder LocalCloud => field ??= new(State);

    /// <summary>AWS, or what stands in for it, as baton.yaml and the environment say.</summary>
    public AwsClient Aws => _aws ??= NewAws(TryConfiguration());

    /// <summary>The local cloud, whatever baton.yaml says.</summary>
    public AwsClient NewLocalCloudClient(CloudRecord cloud)
    {
        var variables = CloudEnvironment.Variables(cloud, LocalCloud.Keys()).ToDictionary();
        return new(new AwsConfiguration { Environment = variables.GetValueOrDefault }.Resolve(), AwsClient.NewHandler(), Time);
    }

    public Runner NewRunner() => new(Journal, LeaseOwner.ThisProcess(), Time);

    public ServerOptions Server(string name) =>
        Configuration.Servers.FirstOrDefault(server => server.Name == name)
        ?? throw new BatonException(ConfigurationProblems.ServerUnknown(name, ConfigPath, [.. Configuration.Servers.Select(server => server.Name)]));

    public RunRecord Run(string runId) => Journal.FindRun(runId) ?? throw new BatonException(EngineProblems.RunUnknown(runId));

    /// <summary>The plan of a run that is gone on with or taken back. Telling people needs no AWS.</summary>
    public Task<Plan> PlanOfAsync(RunRecord run, CancellationToken cancellationToken) =>
        run.Kind == AnnouncePlan.Kind ? Task.FromResult(AnnouncePlan.Build(run.Arguments)) : Operations.BuildAsync(run.Kind, run.Arguments, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_operations is IAsyncDisposable operations)
        {
            await operations.DisposeAsync();
        }

        _aws?.Dispose();
        _journal?.Dispose();
    }

    private AwsClient NewAws(BatonConfiguration configuration)
    {
        var options = new AwsConfiguration
        {
            Region = configuration.Region,
            Profile = configuration.Profile,
            Endpoint = configuration.Endpoint?.ToString(),
            Environment = CloudEnvironment.Completed(surroundings.Environment, configuration.Endpoint, LocalCloud),
        };
        return new(options.Resolve(), AwsClient.NewHandler(), Time);
    }

    /// <summary>Commands that name no server (init, resume) work without a baton.yaml.</summary>
    private BatonConfiguration TryConfiguration()
    {
        try
        {
            return Configuration;
        }
        catch (BatonException missing) when (missing.Problems is [{ Code: ConfigurationProblems.NoFileCode }])
        {
            return new();
        }
    }

    private RunJournal OpenJournal()
    {
        State.Create();
        return new(State.Journal, Time);
    }
}
