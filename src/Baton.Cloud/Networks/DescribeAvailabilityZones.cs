using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Networks;

internal sealed class DescribeAvailabilityZones(CloudContext cloud) : TypedAction<DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult>
{
    private static readonly FilterSet<AvailabilityZone> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<AvailabilityZone, IEnumerable<string?>>>
    {
        ["group-name"] = zone => Fields.One(zone.GroupName),
        ["opt-in-status"] = zone => Fields.One(zone.OptInStatus),
        ["region-name"] = zone => Fields.One(zone.RegionName),
        ["state"] = zone => Fields.One(zone.State),
        ["zone-id"] = zone => Fields.One(zone.ZoneId),
        ["zone-name"] = zone => Fields.One(zone.ZoneName),
        ["zone-type"] = zone => Fields.One(zone.ZoneType),
    })
    {
        Absent = new HashSet<string>
        {
            "group-long-name", "message", "parent-zone-id", "parent-zone-name",
        },
    };

    protected override Task<DescribeAvailabilityZonesResult> HandleAsync(DescribeAvailabilityZonesRequest request, CancellationToken cancellationToken)
    {
        var all = cloud.Zones.Select(Show).ToList();
        var unknown = request.ZoneNames.Where(name => !all.Exists(zone => zone.ZoneName == name)).Concat(request.ZoneIds.Where(id => !all.Exists(zone => zone.ZoneId == id))).FirstOrDefault();
        if (unknown is not null)
        {
            throw Ec2Errors.InvalidValue($"Invalid availability zone: [{unknown}]");
        }

        var asked = all.Where(zone => (request.ZoneNames is [] && request.ZoneIds is []) || request.ZoneNames.Contains(zone.ZoneName) || request.ZoneIds.Contains(zone.ZoneId));
        return Task.FromResult(new DescribeAvailabilityZonesResult { AvailabilityZones = [.. Filters.Apply(asked, request.Filters)] });
    }

    private AvailabilityZone Show(string zone) => new()
    {
        ZoneName = zone,
        ZoneId = Zones.IdOf(zone, cloud.Options.Region),
        ZoneType = "availability-zone",
        GroupName = cloud.Options.Region,
        NetworkBorderGroup = cloud.Options.Region,
        RegionName = cloud.Options.Region,
        State = "available",
        OptInStatus = "opt-in-not-required",
    };
}
