using Baton.Aws.Elb;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class DescribeListenerAttributes(ListenerBook book) : TypedAction<DescribeListenerAttributesInput, DescribeListenerAttributesOutput>
{
    public static IReadOnlyList<ListenerAttribute> Of(ListenerRecord listener) =>
        [.. BalancerAttributes.TableOf(listener).All(listener.Attributes).Select(pair => new ListenerAttribute { Key = pair.Key, Value = pair.Value })];

    protected override Task<DescribeListenerAttributesOutput> HandleAsync(DescribeListenerAttributesInput request, CancellationToken cancellationToken) =>
        Task.FromResult(new DescribeListenerAttributesOutput { Attributes = Of(book.Find(request.ListenerArn)) });
}
