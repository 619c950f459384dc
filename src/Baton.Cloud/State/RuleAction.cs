namespace Baton.Cloud.State;

/// <summary>One of three: forward, redirect, fixed-response.</summary>
public sealed record RuleAction(string Type)
{
    public int? Order { get; init; }

    /// <summary>Weights by the ARNs of target groups.</summary>
    public IReadOnlyDictionary<string, int> Weights { get; set; } = new Dictionary<string, int>();

    public RedirectAnswer? Redirect { get; init; }

    public FixedAnswer? Fixed { get; init; }
}
