using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

/// <summary>All changes of a batch or none.</summary>
internal sealed class ChangeResourceRecordSets(ZoneBook zones) : RestAction<ChangeResourceRecordSetsRequest, ChangeResourceRecordSetsResponse>
{
    private const int MostRecords = 1000;

    protected override Task<ChangeResourceRecordSetsResponse> HandleAsync(ChangeResourceRecordSetsRequest request, CancellationToken cancellationToken)
    {
        var zone = zones.Find(request.HostedZoneId);
        if (request.ChangeBatch?.Changes is not [_, ..] changes)
        {
            throw Route53Errors.InvalidInput("Invalid XML ; javax.xml.stream.XMLStreamException: The content of element 'Changes' is not complete. One of '{Change}' is expected.");
        }

        if (changes.Sum(Weight) > MostRecords)
        {
            throw Route53Errors.InvalidBatch([$"Number of records limit of {MostRecords} exceeded."]);
        }

        var batch = new ChangeBatchEdit(zone);
        foreach (var change in changes)
        {
            batch.Apply(change);
        }

        return Task.FromResult(new ChangeResourceRecordSetsResponse { ChangeInfo = zones.Change(zone, batch.Finish(), request.ChangeBatch.Comment) });
    }

    private static int Weight(Change change) => Math.Max(1, change.ResourceRecordSet?.ResourceRecords.Count ?? 0) * (change.Action == "UPSERT" ? 2 : 1);
}
