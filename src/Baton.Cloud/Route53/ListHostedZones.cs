using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class ListHostedZones(ZoneBook zones) : RestAction<ListHostedZonesRequest, ListHostedZonesResponse>
{
    private const int MostItems = 100;

    protected override Task<ListHostedZonesResponse> HandleAsync(ListHostedZonesRequest request, CancellationToken cancellationToken)
    {
        var size = PageSize.Of(request.MaxItems, MostItems);
        var rest = zones.All.Where(zone => string.CompareOrdinal(zone.ZoneId, request.Marker ?? "") >= 0).Take(size + 1).ToList();
        var more = rest.Count > size;
        return Task.FromResult(new ListHostedZonesResponse
        {
            HostedZones = [.. rest.Take(size).Select(ZoneBook.View)],
            Marker = request.Marker,
            IsTruncated = more,
            NextMarker = more ? rest[size].ZoneId : null,
            MaxItems = PageSize.Text(size),
        });
    }
}
