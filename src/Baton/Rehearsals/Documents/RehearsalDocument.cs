using Baton.Rehearsals.Witnessing;

namespace Baton.Rehearsals.Documents;

/// <summary>What 'rehearse --json' answers.</summary>
public sealed record RehearsalDocument
{
    /// <summary>"succeeded": everything was done and proved. "failed": the problems say why.</summary>
    public required string Outcome { get; init; }

    public required string Rehearsal { get; init; }
    public required string Story { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required double DurationMs { get; init; }

    /// <summary>"kvm" or "tcg": how fast the machines were.</summary>
    public string? Accelerator { get; init; }

    public WitnessVerdict? Witness { get; init; }
    public ImageResult? Image { get; init; }
    public VerifyResult? Verify { get; init; }
    public RunResult? Resize { get; init; }
    public RunResult? Rollback { get; init; }
    public RunResult? Finish { get; init; }
    public RunResult? Migration { get; init; }

    /// <summary>How long the users of a migration waited at its cut-over.</summary>
    public double? WritePauseMs { get; init; }

    /// <summary>How the database was asked to come over; null when that was left to the preparation.</summary>
    public string? Database { get; init; }

    /// <summary>True when users saw a page during the cut-over, as was asked for.</summary>
    public bool? Maintenance { get; init; }

    /// <summary>The stages of a migration.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>The name by which the users of a migration come.</summary>
    public DnsResult? Dns { get; init; }

    /// <summary>How much a migration moved.</summary>
    public MigrationAmounts? Amounts { get; init; }

    /// <summary>What earlier rehearsals here measured with other amounts, the latest of each; machines may have been busier then.</summary>
    public IReadOnlyList<SizeResult> OtherSizes { get; init; } = [];

    /// <summary>How the trial on a fenced copy ended; null where none was made.</summary>
    public TestResult? Test { get; init; }

    /// <summary>The same server, data and clients, moved the usual way; null when that was not asked for.</summary>
    public BaselineResult? Baseline { get; init; }

    public ServerFacts? Before { get; init; }
    public ServerFacts? After { get; init; }

    /// <summary>Where Baton was killed on purpose, and how it went on.</summary>
    public IReadOnlyList<KillResult> Kills { get; init; } = [];

    /// <summary>What is still there and should not be.</summary>
    public IReadOnlyList<string> Leftovers { get; init; } = [];

    public CostEstimate? Cost { get; init; }
    public IReadOnlyList<string> Problems { get; init; } = [];
    public IReadOnlyList<PhaseTime> Phases { get; init; } = [];

    /// <summary>The HTML report.</summary>
    public string? Report { get; init; }
}
