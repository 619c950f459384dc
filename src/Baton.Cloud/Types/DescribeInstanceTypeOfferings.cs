using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Types;

internal sealed class DescribeInstanceTypeOfferings(CloudContext cloud) : TypedAction<DescribeInstanceTypeOfferingsRequest, DescribeInstanceTypeOfferingsResult>
{
    private static readonly FilterSet<InstanceTypeOffering> Filters = new(_ => new Dictionary<string, string>(), new Dictionary<string, Func<InstanceTypeOffering, IEnumerable<string?>>>
    {
        ["instance-type"] = offering => Fields.One(offering.InstanceType),
        ["location"] = offering => Fields.One(offering.Location),
    });

    protected override Task<DescribeInstanceTypeOfferingsResult> HandleAsync(DescribeInstanceTypeOfferingsRequest request, CancellationToken cancellationToken)
    {
        var kind = request.LocationType ?? "region";
        IReadOnlyList<string> places = kind switch
        {
            "region" => [cloud.Options.Region],
            "availability-zone" => cloud.Zones,
            _ => throw Ec2Errors.InvalidValue($"Value ({kind}) for parameter locationType is invalid."),
        };
        var all = InstanceTypes.All.SelectMany(type => places.Select(place => new InstanceTypeOffering { InstanceType = type.Name, LocationType = kind, Location = place }));
        var page = Page<InstanceTypeOffering>.Of(Filters.Apply(all, request.Filters), request.MaxResults ?? 1000, request.NextToken);
        return Task.FromResult(new DescribeInstanceTypeOfferingsResult { InstanceTypeOfferings = page.Items, NextToken = page.NextToken });
    }
}
