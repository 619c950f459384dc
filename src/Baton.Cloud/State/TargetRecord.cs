namespace Baton.Cloud.State;

/// <summary>A target: the id of an instance, or an address; and a port.</summary>
public sealed record TargetRecord(string Id, int Port)
{
    public string? Zone { get; init; }

    /// <summary>Deregistered: it gets nothing new, and is gone then, or when nothing is under way to it any more.</summary>
    public DateTimeOffset? DrainsUntil { get; init; }
}
