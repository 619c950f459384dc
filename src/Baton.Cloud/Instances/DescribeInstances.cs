using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Instances;

internal sealed class DescribeInstances(CloudContext cloud, InstanceView view) : TypedAction<DescribeInstancesRequest, DescribeInstancesResult>
{
    protected override Task<DescribeInstancesResult> HandleAsync(DescribeInstancesRequest request, CancellationToken cancellationToken)
    {
        var records = request.InstanceIds is []
            ? [.. cloud.State.Instances.All.Where(instance => !(instance.TerminatedAt + TimeSpan.FromHours(1) < cloud.Now))]
            : Ids.Find(request.InstanceIds, "i", "InstanceID", cloud.State.Instances.Find);
        var shown = records.Select(record => new ShownInstance(record, cloud, view));
        var page = Page<ShownInstance>.Of(InstanceFilters.All.Apply(shown, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeInstancesResult
        {
            Reservations =
            [
                .. page.Items.GroupBy(item => item.Record.ReservationId).Select(group => new Reservation
                {
                    ReservationId = group.Key, OwnerId = cloud.Options.AccountId, Instances = new ShownList<ShownInstance, Instance>([.. group], item => item.Once),
                }),
            ],
            NextToken = page.NextToken,
        });
    }
}
