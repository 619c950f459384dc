using Baton.Aws.Route53;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53;

internal sealed class ListHostedZonesByName(ZoneBook zones) : RestAction<ListHostedZonesByNameRequest, ListHostedZonesByNameResponse>
{
    private const int MostItems = 100;

    protected override Task<ListHostedZonesByNameResponse> HandleAsync(ListHostedZonesByNameRequest request, CancellationToken cancellationToken)
    {
        if (request.HostedZoneId is not null && request.DNSName is null)
        {
            throw Route53Errors.InvalidInput("hostedzoneid needs dnsname beside it.");
        }

        var (size, first) = (PageSize.Of(request.MaxItems, MostItems), NameOf(request.DNSName));
        var rest = zones.All.Order(Comparer<HostedZoneRecord>.Create(Compare)).Where(zone => first is null || IsFrom(zone, first, request.HostedZoneId)).Take(size + 1).ToList();
        var next = rest.Count > size ? rest[size] : null;
        return Task.FromResult(new ListHostedZonesByNameResponse
        {
            HostedZones = [.. rest.Take(size).Select(ZoneBook.View)],
            DNSName = request.DNSName,
            HostedZoneId = request.HostedZoneId,
            IsTruncated = next is not null,
            NextDNSName = next?.Name,
            NextHostedZoneId = next?.ZoneId,
            MaxItems = PageSize.Text(size),
        });
    }

    private static bool IsFrom(HostedZoneRecord zone, string name, string? id) => ZoneNames.Compare(zone.Name, name) switch
    {
        0 => id is null || string.CompareOrdinal(zone.ZoneId, id) >= 0,
        var order => order > 0,
    };

    private static int Compare(HostedZoneRecord one, HostedZoneRecord other) =>
        ZoneNames.Compare(one.Name, other.Name) is var order and not 0 ? order : string.CompareOrdinal(one.ZoneId, other.ZoneId);

    private static string? NameOf(string? name)
    {
        try
        {
            return name is null ? null : ZoneNames.Normalize(name);
        }
        catch (DnsFormatException wrong)
        {
            throw Route53Errors.InvalidName(name!, wrong.Message);
        }
    }
}
