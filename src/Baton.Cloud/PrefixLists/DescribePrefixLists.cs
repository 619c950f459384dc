using Baton.Aws.Ec2;
using Baton.Cloud.Server;

namespace Baton.Cloud.PrefixLists;

internal sealed class DescribePrefixLists : TypedAction<DescribePrefixListsRequest, DescribePrefixListsResult>
{
    public override string? Missing => "always empty: there are no endpoints of services in a VPC";

    protected override void Check(DescribePrefixListsRequest request)
    {
        if (request.PrefixListIds is [var id, ..])
        {
            throw new Aws.Wire.AwsException("InvalidPrefixListId.NotFound", $"The prefix list ID '{id}' does not exist");
        }
    }

    protected override Task<DescribePrefixListsResult> HandleAsync(DescribePrefixListsRequest request, CancellationToken cancellationToken) => Task.FromResult(new DescribePrefixListsResult());
}
