namespace Baton.Rehearsals.Witnessing;

/// <summary>What the witness testifies, in the words of the JSON document.</summary>
public sealed record WitnessVerdict
{
    public required int AcknowledgedWrites { get; init; }
    public required int LostAcknowledgedWrites { get; init; }
    public required int DuplicatedWrites { get; init; }
    public required int Requests { get; init; }
    public required int FailedRequests { get; init; }
    public required int LongestWriteGapMs { get; init; }
    public required int LongestReadGapMs { get; init; }
    public required int AcknowledgedUploads { get; init; }
    public required int LostUploads { get; init; }
    public required ClientsVerdict KeepAlive { get; init; }
    public required ClientsVerdict ConnectionPerRequest { get; init; }

    /// <summary>Those that keep the address which they had at the beginning; null when there are none.</summary>
    public ClientsVerdict? StaleAddress { get; init; }

    /// <summary>Which ones and why: the first few of each.</summary>
    public required IReadOnlyList<string> Complaints { get; init; }

    public bool NothingLost => LostAcknowledgedWrites == 0 && DuplicatedWrites == 0 && LostUploads == 0;
}
