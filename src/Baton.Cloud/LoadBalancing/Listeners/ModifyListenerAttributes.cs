using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class ModifyListenerAttributes(CloudContext cloud, ListenerBook book) : TypedAction<ModifyListenerAttributesInput, ModifyListenerAttributesOutput>
{
    public override string? Missing => "kept and shown; headers of one's own";

    protected override Task<ModifyListenerAttributesOutput> HandleAsync(ModifyListenerAttributesInput request, CancellationToken cancellationToken)
    {
        var listener = book.Find(request.ListenerArn);
        var merged = BalancerAttributes.TableOf(listener).Merge(listener.Attributes, request.Attributes.Select(attribute => (attribute.Key, attribute.Value)));
        return Task.FromResult(new ModifyListenerAttributesOutput { Attributes = DescribeListenerAttributes.Of(cloud.State.Listeners.Put(listener with { Attributes = merged })) });
    }
}
