namespace Baton.Rehearsals.Documents;

/// <summary>The same server, data and clients, moved the usual way.</summary>
public sealed record BaselineResult
{
    /// <summary>The longest time in which no client was told that its write is kept.</summary>
    public required double OutageMs { get; init; }

    /// <summary>From the launch of the new server, on which all programs were installed already, until every client had found it.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>What the new server's network brought it from the beginning of the outage to its end.</summary>
    public required long BytesMoved { get; init; }

    public required int Requests { get; init; }

    public required int FailedRequests { get; init; }

    public required int AcknowledgedWrites { get; init; }

    public required int LostAcknowledgedWrites { get; init; }

    public IReadOnlyList<BaselineStep> Steps { get; init; } = [];
}
