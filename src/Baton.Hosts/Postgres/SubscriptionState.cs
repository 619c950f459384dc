namespace Baton.Hosts.Postgres;

/// <summary>How far the subscriptions of a cluster are.</summary>
public sealed record SubscriptionState
{
    public required bool IsRunning { get; init; }

    public int Subscriptions { get; init; }

    /// <summary>Those that have a connection to what they subscribe to.</summary>
    public int Connected { get; init; }

    public int Tables { get; init; }

    /// <summary>Those whose rows were copied for the first time.</summary>
    public int TablesCopied { get; init; }

    public long Bytes { get; init; }

    /// <summary>Rows that could not be applied, and are tried again and again; null before PostgreSQL 15, which does not count them.</summary>
    public long? Errors { get; init; }

    public bool Follows => IsRunning && Subscriptions > 0 && Connected == Subscriptions;
}
