using Baton.Aws.Route53;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using Baton.Dns;

namespace Baton.Cloud.Route53;

internal sealed class ListResourceRecordSets(ZoneBook zones) : RestAction<ListResourceRecordSetsRequest, ListResourceRecordSetsResponse>
{
    private const int MostItems = 300;

    protected override Task<ListResourceRecordSetsResponse> HandleAsync(ListResourceRecordSetsRequest request, CancellationToken cancellationToken)
    {
        var zone = zones.Find(request.HostedZoneId);
        var (size, start) = (PageSize.Of(request.MaxItems, MostItems), Start(request));
        var rest = zone.RecordSets.Order(RecordOrder.Instance).Where(set => start is null || RecordOrder.Instance.Compare(set, start) >= 0).Take(size + 1).ToList();
        var next = rest.Count > size ? rest[size] : null;
        return Task.FromResult(new ListResourceRecordSetsResponse
        {
            ResourceRecordSets = [.. rest.Take(size).Select(RecordRules.View)],
            IsTruncated = next is not null,
            NextRecordName = next?.Name,
            NextRecordType = next?.Type,
            NextRecordIdentifier = next?.SetIdentifier,
            MaxItems = PageSize.Text(size),
        });
    }

    private static RecordSet? Start(ListResourceRecordSetsRequest request)
    {
        if ((request.StartRecordType is not null && request.StartRecordName is null) || (request.StartRecordIdentifier is not null && request.StartRecordType is null))
        {
            throw Route53Errors.InvalidInput("The input is not valid: type needs name beside it, and identifier needs type.");
        }

        try
        {
            return request.StartRecordName is { } name
                ? new() { Name = ZoneNames.Normalize(name), Type = request.StartRecordType ?? "", SetIdentifier = request.StartRecordIdentifier }
                : null;
        }
        catch (DnsFormatException wrong)
        {
            throw Route53Errors.InvalidInput(wrong.Message);
        }
    }
}
