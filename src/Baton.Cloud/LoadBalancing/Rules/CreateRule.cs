using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.LoadBalancing.Listeners;
using Baton.Cloud.LoadBalancing.Tags;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Rules;

internal sealed class CreateRule(CloudContext cloud, ListenerBook book, ActionRules actions) : TypedAction<CreateRuleInput, CreateRuleOutput>
{
    private const int MostRules = 100;

    public override string? Missing => "authentication, rewriting, regular expressions, clients that stay with one of several target groups";

    protected override Task<CreateRuleOutput> HandleAsync(CreateRuleInput request, CancellationToken cancellationToken)
    {
        var listener = book.Find(request.ListenerArn);
        var balancer = book.BalancerOf(listener);
        if (balancer.IsNetwork)
        {
            throw ElbErrors.NotPermitted("Listeners of network load balancers have no rules but the default one.");
        }

        CheckPriority(request.Priority!.Value, listener.Rules);
        if (listener.Rules.Count > MostRules)
        {
            throw new AwsException("TooManyRules", $"The maximum number of rules per listener is {MostRules}.");
        }

        var tags = ElbTags.Check(request.Tags);
        var rule = new ListenerRule(BalancerArns.Rule(listener.Arn), request.Priority) { Conditions = ConditionRules.Parse(request.Conditions), Actions = actions.Parse(balancer, request.Actions) };
        cloud.State.Listeners.Put(listener with { Rules = RuleView.InOrder([.. listener.Rules, rule]) });
        cloud.State.SetTags(rule.Arn, tags);
        return Task.FromResult(new CreateRuleOutput { Rules = [RuleView.Show(rule)] });
    }

    /// <summary>Throws AWS's error for a priority that cannot be, or is another rule's.</summary>
    public static void CheckPriority(int priority, IEnumerable<ListenerRule> others)
    {
        if (priority is < 1 or > 50000)
        {
            throw ElbErrors.Invalid("The priority of a rule is between 1 and 50000");
        }

        if (others.Any(rule => rule.Priority == priority))
        {
            throw new AwsException("PriorityInUse", $"Priority '{priority}' is currently in use");
        }
    }
}
