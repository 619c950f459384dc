using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.Networks;

/// <summary>There is one region: the one that this cloud stands for.</summary>
internal sealed class DescribeRegions(CloudContext cloud) : TypedAction<DescribeRegionsRequest, DescribeRegionsResult>
{
    private static readonly FilterSet<Region> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<Region, IEnumerable<string?>>>
    {
        ["endpoint"] = region => Fields.One(region.Endpoint),
        ["opt-in-status"] = region => Fields.One(region.OptInStatus),
        ["region-name"] = region => Fields.One(region.RegionName),
    });

    protected override Task<DescribeRegionsResult> HandleAsync(DescribeRegionsRequest request, CancellationToken cancellationToken)
    {
        var region = new Region { RegionName = cloud.Options.Region, Endpoint = $"ec2.{cloud.Options.Region}.amazonaws.com", OptInStatus = "opt-in-not-required" };
        if (request.RegionNames.FirstOrDefault(name => name != region.RegionName) is { } unknown)
        {
            throw new AwsException("InvalidParameterValue", $"Region {unknown} is not one of the local cloud, which has only {region.RegionName}.");
        }

        return Task.FromResult(new DescribeRegionsResult { Regions = [.. Filters.Apply([region], request.Filters)] });
    }
}
