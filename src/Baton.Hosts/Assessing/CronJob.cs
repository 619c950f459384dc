namespace Baton.Hosts.Assessing;

/// <summary>A line of cron, or a file in one of its folders.</summary>
public sealed record CronJob
{
    /// <summary>Where it stands.</summary>
    public required string File { get; init; }

    public required string Schedule { get; init; }

    public required string User { get; init; }

    /// <summary>Without all that might be secret: … stands for it.</summary>
    public required string Command { get; init; }

    /// <summary>The distribution brought it.</summary>
    public required bool IsOfPackage { get; init; }
}
