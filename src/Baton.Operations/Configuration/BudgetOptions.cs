namespace Baton.Operations.Configuration;

/// <summary>How long things may take before Baton backs out by itself.</summary>
public sealed record BudgetOptions
{
    /// <summary>From the moment requests are held until they go on.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same where users see a maintenance page instead of waiting.</summary>
    public TimeSpan Maintenance { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Until the standby has caught up.</summary>
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Until a launched machine answers over SSH.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long data file systems may stay frozen; the server thaws them by itself after that.</summary>
    public TimeSpan Freeze { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until a snapshot set is complete.</summary>
    public TimeSpan Snapshot { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Until a moved address is proved from outside.</summary>
    public TimeSpan Reach { get; init; } = TimeSpan.FromMinutes(2);
}
