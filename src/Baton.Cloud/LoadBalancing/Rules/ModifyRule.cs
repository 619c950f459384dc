using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Listeners;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Rules;

internal sealed class ModifyRule(CloudContext cloud, ListenerBook book, ActionRules actions) : TypedAction<ModifyRuleInput, ModifyRuleOutput>
{
    public override string? Missing => "as CreateRule";

    protected override Task<ModifyRuleOutput> HandleAsync(ModifyRuleInput request, CancellationToken cancellationToken)
    {
        var (listener, rule) = book.FindRule(request.RuleArn);
        if (rule.Priority is null)
        {
            throw ElbErrors.NotPermitted($"Default rule '{rule.Arn}' cannot be modified; modify its listener");
        }

        var changed = rule with
        {
            Conditions = request.Conditions is [] ? rule.Conditions : ConditionRules.Parse(request.Conditions),
            Actions = request.Actions is [] ? rule.Actions : actions.Parse(book.BalancerOf(listener), request.Actions),
        };
        cloud.State.Listeners.Put(listener with { Rules = [.. listener.Rules.Select(other => other.Arn == rule.Arn ? changed : other)] });
        return Task.FromResult(new ModifyRuleOutput { Rules = [RuleView.Show(changed)] });
    }
}
