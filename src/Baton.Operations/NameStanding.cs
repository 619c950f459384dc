namespace Baton.Operations;

/// <summary>What one server says of one name.</summary>
/// <param name="Server">Null when nobody could be asked.</param>
/// <param name="Address">Null when it does not answer, or knows none.</param>
public sealed record NameStanding(string Name, string? Server, string? Address, long? TimeToLive)
{
    /// <summary>One that users ask, and not one that has the zone.</summary>
    public bool IsResolver { get; init; }
}
