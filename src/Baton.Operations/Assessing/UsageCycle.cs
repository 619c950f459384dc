namespace Baton.Operations.Assessing;

/// <summary>When people use the sites, and so when to switch and how long before that to tell them.</summary>
public sealed record UsageCycle
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required long Requests { get; init; }

    public required DayOfWeek BusiestDay { get; init; }

    public required int BusiestHour { get; init; }

    public required DayOfWeek QuietestDay { get; init; }

    /// <summary>Two hours from this one on have the fewest requests of the week.</summary>
    public required int QuietestHour { get; init; }

    /// <summary>Of all requests, what part falls into such two hours.</summary>
    public required double QuietShare { get; init; }

    public required int NoticeDays { get; init; }

    public required string Why { get; init; }
}
