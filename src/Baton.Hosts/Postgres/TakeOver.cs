namespace Baton.Hosts.Postgres;

/// <summary>How a cluster that rows have come to becomes the one that counts.</summary>
public sealed record TakeOver
{
    /// <summary>The other one's last record, which its slots must have confirmed; null when everything came with a dump.</summary>
    public string? Position { get; init; }

    /// <summary>The slots on the other cluster by which rows came: how their names begin.</summary>
    public string Slot { get; init; } = "";

    /// <summary>The slots that are made here for the way back.</summary>
    public required string BackSlot { get; init; }

    public required int OtherPort { get; init; }

    public required TimeSpan Patience { get; init; }
}
