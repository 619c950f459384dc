namespace Baton.Cloud.State;

/// <summary>What a listener does when all conditions are met. The one without a priority is the default.</summary>
public sealed record ListenerRule(string Arn, int? Priority)
{
    public IReadOnlyList<ConditionRecord> Conditions { get; set; } = [];

    public required IReadOnlyList<RuleAction> Actions { get; init; }
}
