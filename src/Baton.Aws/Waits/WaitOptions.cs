namespace Baton.Aws.Waits;

/// <summary>How patient a wait is.</summary>
public sealed record WaitOptions
{
    /// <summary>The time after which the wait gives up.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between the first two questions; it grows from there.</summary>
    public TimeSpan FirstPeriod { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Between questions at most. A quick first answer costs little; a long wait must not use up the account's request rate.</summary>
    public TimeSpan LongestPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a thing may be unknown after it was made: EC2 answers look-ups from copies that lag.</summary>
    public TimeSpan UnknownGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told what was seen, each time it changes: "pending", "42%".</summary>
    public Action<string>? Seen { get; init; }
}
