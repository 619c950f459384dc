using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.Vpcs;

internal sealed class DescribeDhcpOptions(CloudContext cloud) : TypedAction<DescribeDhcpOptionsRequest, DescribeDhcpOptionsResult>
{
    private static readonly FilterSet<DhcpOptions> Filters = new(options => Fields.Tags(options.Tags), new Dictionary<string, Func<DhcpOptions, IEnumerable<string?>>>
    {
        ["dhcp-options-id"] = options => Fields.One(options.DhcpOptionsId),
        ["key"] = options => options.DhcpConfigurations.Select(option => option.Key),
        ["owner-id"] = options => Fields.One(options.OwnerId),
        ["value"] = options => options.DhcpConfigurations.SelectMany(option => option.Values).Select(value => value.Value),
    });

    protected override Task<DescribeDhcpOptionsResult> HandleAsync(DescribeDhcpOptionsRequest request, CancellationToken cancellationToken)
    {
        var records = request.DhcpOptionsIds is [] ? cloud.State.DhcpOptions.All : Ids.Find(request.DhcpOptionsIds, "dopt", "DhcpOptionID", cloud.State.DhcpOptions.Find);
        var page = Page<DhcpOptions>.Of(Filters.Apply(records.Select(record => DhcpOptionsView.Show(record, cloud)), request.Filters), request.MaxResults, request.NextToken);
        return Task.FromResult(new DescribeDhcpOptionsResult { DhcpOptions = page.Items, NextToken = page.NextToken });
    }
}
