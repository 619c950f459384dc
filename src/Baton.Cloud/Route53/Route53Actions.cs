using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal static class Route53Actions
{
    public static IEnumerable<CloudAction> All(CloudContext cloud)
    {
        var zones = new ZoneBook(cloud);
        return
        [
            new CreateHostedZone(cloud, zones),
            new GetHostedZone(zones),
            new ListHostedZones(zones),
            new ListHostedZonesByName(zones),
            new GetHostedZoneCount(zones),
            new UpdateHostedZoneComment(cloud, zones),
            new DeleteHostedZone(cloud, zones),
            new ChangeResourceRecordSets(zones),
            new ListResourceRecordSets(zones),
            new GetChange(zones),
            new ChangeTagsForResource(cloud, zones),
            new ListTagsForResource(zones),
            new TestDNSAnswer(cloud, zones),
        ];
    }
}
