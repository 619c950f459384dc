using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Listeners;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Rules;

internal sealed class DeleteRule(CloudContext cloud, ListenerBook book) : TypedAction<DeleteRuleInput, DeleteRuleOutput>
{
    protected override Task<DeleteRuleOutput> HandleAsync(DeleteRuleInput request, CancellationToken cancellationToken)
    {
        var (listener, rule) = book.FindRule(request.RuleArn);
        if (rule.Priority is null)
        {
            throw ElbErrors.NotPermitted($"Default rule '{rule.Arn}' cannot be deleted");
        }

        cloud.State.Listeners.Put(listener with { Rules = [.. listener.Rules.Where(other => other.Arn != rule.Arn)] });
        cloud.State.TagsOf.Remove(rule.Arn);
        return Task.FromResult(new DeleteRuleOutput());
    }
}
