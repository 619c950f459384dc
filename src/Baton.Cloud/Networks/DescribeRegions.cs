using Baton.Aws.Ec2;
using Baton.Cloud.Places;
using Baton.Cloud.Server;

namespace Baton.Cloud.Networks;

internal sealed class DescribeRegions : TypedAction<DescribeRegionsRequest, DescribeRegionsResult>
{
    private static readonly FilterSet<Region> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<Region, IEnumerable<string?>>>
    {
        ["endpoint"] = region => Fields.One(region.Endpoint),
        ["opt-in-status"] = region => Fields.One(region.OptInStatus),
        ["region-name"] = region => Fields.One(region.RegionName),
    });

    protected override Task<DescribeRegionsResult> HandleAsync(DescribeRegionsRequest request, CancellationToken cancellationToken)
    {
        if (request.RegionNames.FirstOrDefault(name => !Regions.All.Contains(name)) is { } unknown)
        {
            throw Ec2Errors.InvalidValue($"Invalid region provided: [{unknown}]");
        }

        var asked = Regions.All.Where(name => request.RegionNames is [] || request.RegionNames.Contains(name));
        var shown = asked.Select(name => new Region { RegionName = name, Endpoint = $"ec2.{name}.amazonaws.com", OptInStatus = "opt-in-not-required" });
        return Task.FromResult(new DescribeRegionsResult { Regions = [.. Filters.Apply(shown, request.Filters)] });
    }
}
