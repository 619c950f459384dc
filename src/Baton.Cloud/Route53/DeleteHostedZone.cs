using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class DeleteHostedZone(CloudContext cloud, ZoneBook zones) : RestAction<DeleteHostedZoneRequest, DeleteHostedZoneResponse>
{
    protected override Task<DeleteHostedZoneResponse> HandleAsync(DeleteHostedZoneRequest request, CancellationToken cancellationToken)
    {
        var zone = zones.Find(request.Id);
        if (zone.RecordSets.Any(set => set.Name != zone.Name || set.Type is not ("NS" or "SOA")))
        {
            throw Route53Errors.NotEmpty();
        }

        cloud.State.HostedZones.Remove(zone.ZoneId);
        return Task.FromResult(new DeleteHostedZoneResponse { ChangeInfo = zones.Submitted(null) });
    }
}
