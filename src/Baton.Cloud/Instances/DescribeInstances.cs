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
        var shown = records.Select(record => (Reservation: new Reservation { ReservationId = record.ReservationId, OwnerId = cloud.Options.AccountId }, Instance: view.Show(record)));
        var page = Page<(Reservation Reservation, Instance Instance)>.Of(InstanceFilters.All.Apply(shown, request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeInstancesResult
        {
            Reservations = [.. page.Items.GroupBy(item => item.Reservation.ReservationId).Select(group => group.First().Reservation with { Instances = [.. group.Select(item => item.Instance)] })],
            NextToken = page.NextToken,
        });
    }
}
