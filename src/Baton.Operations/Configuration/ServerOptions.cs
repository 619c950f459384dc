namespace Baton.Operations.Configuration;

/// <summary>A server as baton.yaml describes it: where it is, what on it must be consistent, and how to tell that it works.</summary>
public sealed record ServerOptions
{
    /// <summary>The name in baton.yaml, which the operator types.</summary>
    public required string Name { get; init; }

    /// <summary>An instance id, or the value of the tag Name of a running instance. Defaults to <see cref="Name"/>.</summary>
    public string? Instance { get; init; }

    public SshOptions Ssh { get; init; } = new();

    /// <summary>Where the server runs that is to be migrated into EC2; null for one that is there.</summary>
    public SourceOptions? Source { get; init; }

    /// <summary>What a migration makes in EC2.</summary>
    public TargetOptions Target { get; init; } = new();

    /// <summary>Null when the server has no PostgreSQL.</summary>
    public PostgresOptions? Postgres { get; init; }

    /// <summary>Folders outside PostgreSQL that must not lose a file: uploads, reports.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Units that write data or answer requests. They run only on the server that has the role primary, and for verification.</summary>
    public IReadOnlyList<ServiceOptions> Services { get; init; } = [];

    /// <summary>Units that act on the world by themselves (cron, mail): never on a copy, also not for verification.</summary>
    public IReadOnlyList<string> Fenced { get; init; } = [];

    public GateOptions Gate { get; init; } = new();

    public IReadOnlyList<CheckOptions> Checks { get; init; } = [];

    /// <summary>What images of this server must be. It is never silently lowered.</summary>
    public ConsistencyLevel Consistency { get; init; } = ConsistencyLevel.Application;

    /// <summary>The names by which users reach it.</summary>
    public DnsOptions Dns { get; init; } = new();

    /// <summary>How a migration's new environment is tried before the cut-over.</summary>
    public TestOptions Test { get; init; } = new();

    public LaunchOptions Launch { get; init; } = new();

    public BudgetOptions Budgets { get; init; } = new();

    /// <summary>Null when nobody is told by Baton.</summary>
    public AnnounceOptions? Announce { get; init; }
}
