using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class GetHostedZone(ZoneBook zones) : RestAction<GetHostedZoneRequest, GetHostedZoneResponse>
{
    protected override Task<GetHostedZoneResponse> HandleAsync(GetHostedZoneRequest request, CancellationToken cancellationToken)
    {
        var zone = zones.Find(request.Id);
        return Task.FromResult(new GetHostedZoneResponse
        {
            HostedZone = ZoneBook.View(zone), DelegationSet = new() { NameServers = [.. zone.NameServers.Select(name => name.TrimEnd('.'))] },
        });
    }
}
