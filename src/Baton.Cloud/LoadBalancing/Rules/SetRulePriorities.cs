using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Listeners;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Rules;

internal sealed class SetRulePriorities(CloudContext cloud, ListenerBook book) : TypedAction<SetRulePrioritiesInput, SetRulePrioritiesOutput>
{
    protected override Task<SetRulePrioritiesOutput> HandleAsync(SetRulePrioritiesInput request, CancellationToken cancellationToken)
    {
        var wanted = request.RulePriorities.Select(pair => (book.FindRule(pair.RuleArn).Rule, pair.Priority)).ToList();
        if (wanted.Count == 0 || wanted.DistinctBy(pair => pair.Rule.Arn).Count() < wanted.Count || wanted.Any(pair => pair.Rule.Priority is null))
        {
            throw ElbErrors.NotPermitted("Each rule has one priority, and the default rule has none.");
        }

        // Only when all of them can be had is any of them given.
        var changed = new Dictionary<string, ListenerRecord>();
        var moving = wanted.Select(pair => pair.Rule.Arn).ToHashSet();
        foreach (var (rule, priority) in wanted)
        {
            var arn = BalancerArns.ListenerOf(rule.Arn);
            var listener = changed.GetValueOrDefault(arn) ?? book.Find(arn);
            var others = listener.Rules.Where(other => other.Arn != rule.Arn).ToList();
            CreateRule.CheckPriority(priority ?? 0, others.Where(other => !moving.Contains(other.Arn)));
            moving.Remove(rule.Arn);
            changed[arn] = listener with { Rules = RuleView.InOrder([.. others, rule with { Priority = priority }]) };
        }

        foreach (var listener in changed.Values)
        {
            cloud.State.Listeners.Put(listener);
        }

        return Task.FromResult(new SetRulePrioritiesOutput { Rules = [.. wanted.Select(pair => RuleView.Show(pair.Rule with { Priority = pair.Priority }))] });
    }
}
