namespace Baton.Cloud.State;

/// <summary>"path-pattern" is one of some values. Those of a query string are KEY=VALUE, or VALUE alone.</summary>
public sealed record ConditionRecord(string Field, IReadOnlyList<string> Values)
{
    /// <summary>Of the field "http-header".</summary>
    public string? HeaderName { get; init; }
}
