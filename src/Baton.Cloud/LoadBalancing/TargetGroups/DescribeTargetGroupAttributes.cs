using Baton.Aws.Elb;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

internal sealed class DescribeTargetGroupAttributes(TargetGroupBook book) : TypedAction<DescribeTargetGroupAttributesInput, DescribeTargetGroupAttributesOutput>
{
    public static IReadOnlyList<TargetGroupAttribute> Of(TargetGroupRecord group) =>
        [.. BalancerAttributes.TableOf(group).All(group.Attributes).Select(pair => new TargetGroupAttribute { Key = pair.Key, Value = pair.Value })];

    protected override Task<DescribeTargetGroupAttributesOutput> HandleAsync(DescribeTargetGroupAttributesInput request, CancellationToken cancellationToken) =>
        Task.FromResult(new DescribeTargetGroupAttributesOutput { Attributes = Of(book.Find(request.TargetGroupArn)) });
}
