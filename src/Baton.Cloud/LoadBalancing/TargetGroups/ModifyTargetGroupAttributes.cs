using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class ModifyTargetGroupAttributes(CloudContext cloud, TargetGroupBook book) : TypedAction<ModifyTargetGroupAttributesInput, ModifyTargetGroupAttributesOutput>
{
    public override string? Missing => "deregistration delay, connection termination, algorithm and stickiness by the load balancer's cookie have an effect; all others are kept and shown";

    protected override Task<ModifyTargetGroupAttributesOutput> HandleAsync(ModifyTargetGroupAttributesInput request, CancellationToken cancellationToken)
    {
        var group = book.Find(request.TargetGroupArn);
        var merged = BalancerAttributes.TableOf(group).Merge(group.Attributes, request.Attributes.Select(attribute => (attribute.Key, attribute.Value)));
        return Task.FromResult(new ModifyTargetGroupAttributesOutput { Attributes = DescribeTargetGroupAttributes.Of(cloud.State.TargetGroups.Put(group with { Attributes = merged })) });
    }
}
