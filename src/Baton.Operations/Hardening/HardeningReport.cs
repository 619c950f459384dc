using Baton.Hosts.Assessing;
using Baton.Hosts.Discovery;

namespace Baton.Operations.Hardening;

/// <summary>A look at a server with an eye to what may go wrong with it next.</summary>
public sealed record HardeningReport
{
    private static readonly string[] s_areas =
        ["machine", "backup", "disk", "network", "patches", "access", "certificate", "memory", "clock", "database", "services", "monitoring"];

    private static readonly string[] s_notLookedAt =
    [
        "alarms and dashboards in CloudWatch, and who is woken by them",
        "AWS Backup, Data Lifecycle Manager and what else may take snapshots by plan",
        "rights in IAM, and the log of who did what (CloudTrail)",
        "the application's own dependencies and their holes",
    ];

    public required string Server { get; init; }

    public required string InstanceId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The worst first.</summary>
    public IReadOnlyList<Improvement> Improvements { get; init; } = [];

    /// <summary>What was looked at and found right.</summary>
    public IReadOnlyList<string> Fine { get; init; } = [];

    /// <summary>What Baton does not look at, or could not see, and somebody should.</summary>
    public IReadOnlyList<string> NotLookedAt { get; init; } = [];

    internal static HardeningReport Of(InstanceLook look, ServerAssessment seen, UpdateState updates)
    {
        IReadOnlyList<Improvement> found = [.. InstanceImprovements.Find(look), .. ServerImprovements.Find(seen, updates)];
        return new()
        {
            Server = look.Server,
            InstanceId = look.Instance.InstanceId,
            At = look.At,
            Improvements = [.. found.OrderBy(improvement => improvement.Level)],
            Fine = [.. s_areas.Except(found.Select(improvement => improvement.Area)).Except(Hidden(seen, updates))],
            NotLookedAt =
            [
                .. seen.Unseen.Select(unseen => $"{unseen.Area}: {unseen.Why}"),
                .. updates.Waiting is null ? ["updates: it has no apt, or apt did not say"] : Array.Empty<string>(),
                .. s_notLookedAt,
            ],
        };
    }

    /// <summary>Areas of which one cannot say that they are right, because not all of them was seen.</summary>
    private static IEnumerable<string> Hidden(ServerAssessment seen, UpdateState updates) =>
    [
        .. updates.Waiting is null ? ["patches"] : Array.Empty<string>(),
        .. seen.Unseen is [] ? Array.Empty<string>() : ["patches", "access", "certificate", "disk", "memory", "clock", "database", "services", "network"],
    ];
}
