namespace Baton.Rehearsals.Witnessing;

/// <summary>One request as its client saw it; times count from the start of the witness.</summary>
public sealed record SeenRequest
{
    public required RequestKind Kind { get; init; }
    public required bool KeepsConnection { get; init; }
    public required string Client { get; init; }
    public required long Number { get; init; }
    public required TimeSpan Began { get; init; }
    public required TimeSpan Ended { get; init; }

    /// <summary>The address that it went to, when the witness resolves names itself.</summary>
    public string? To { get; init; }

    /// <summary>Of a client that never asks for the address again.</summary>
    public bool Stale { get; init; }

    /// <summary>Null when it was answered as it should be.</summary>
    public string? Failure { get; init; }

    public string? Sha256 { get; init; }

    public bool Succeeded => Failure is null;
    public bool Changes => Kind is not RequestKind.Read;
}
