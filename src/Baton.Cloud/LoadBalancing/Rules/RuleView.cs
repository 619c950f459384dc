using System.Globalization;
using Baton.Aws.Elb;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Rules;

internal static class RuleView
{
    public static Rule Show(ListenerRule rule) => new()
    {
        RuleArn = rule.Arn,
        Priority = rule.Priority?.ToString(CultureInfo.InvariantCulture) ?? "default",
        Conditions = [.. rule.Conditions.Select(ConditionRules.Show)],
        Actions = ActionRules.Show(rule.Actions),
        IsDefault = rule.Priority is null,
    };

    /// <summary>In the order in which they are asked: the default comes last.</summary>
    public static IReadOnlyList<ListenerRule> InOrder(IEnumerable<ListenerRule> rules) => [.. rules.OrderBy(rule => rule.Priority ?? int.MaxValue)];
}
