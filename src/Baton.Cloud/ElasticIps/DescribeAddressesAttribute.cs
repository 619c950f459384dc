using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.ElasticIps;

/// <summary>Addresses of the local cloud have no reverse names.</summary>
internal sealed class DescribeAddressesAttribute(CloudContext cloud, AddressBook book) : TypedAction<DescribeAddressesAttributeRequest, DescribeAddressesAttributeResult>
{
    public override string? Missing => "reverse names: there are none";

    protected override Task<DescribeAddressesAttributeResult> HandleAsync(DescribeAddressesAttributeRequest request, CancellationToken cancellationToken)
    {
        var records = request.AllocationIds is [] ? cloud.State.Addresses.All : request.AllocationIds.Select(id => book.Find(id, null));
        var page = Page<AddressAttribute>.Of(records.Select(address => new AddressAttribute { AllocationId = address.AllocationId, PublicIp = address.PublicAddress }), request.MaxResults, request.NextToken, least: 1);
        return Task.FromResult(new DescribeAddressesAttributeResult { Addresses = page.Items, NextToken = page.NextToken });
    }
}
