using Baton.Hosts.Gates;
using Baton.Operations.Migrating;

namespace Baton.Operations;

/// <summary>What the operator asks of a stage of a migration, beyond what baton.yaml says.</summary>
public sealed record MigrateRequest
{
    /// <summary>The public half of the operator's key, as ssh-keygen writes it; null when the account has a key pair to use.</summary>
    public string? PublicKey { get; init; }

    /// <summary>How the database is to come over, DatabaseWay.None being the pre-flight's choice; null for what baton.yaml says.</summary>
    public DatabaseWay? Database { get; init; }

    /// <summary>Of the cut-over: what users see meanwhile; null to hold their requests.</summary>
    public MaintenancePage? Page { get; init; }

    /// <summary>Of the test: leave the comparison of all rows and files out.</summary>
    public bool WithoutData { get; init; }

    /// <summary>Of the finish: for how long the old server goes on forwarding; zero ends it now.</summary>
    public TimeSpan Forward { get; init; }

    /// <summary>Why a cut-over need not wait until caches have forgotten the old time to live of the names, in words.</summary>
    public string? OverrideWait { get; init; }
}
