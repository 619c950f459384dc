using Baton.Aws.Elb;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class SetIpAddressType(BalancerBook book) : TypedAction<SetIpAddressTypeInput, SetIpAddressTypeOutput>
{
    public override string? Missing => "all but ipv4";

    protected override Task<SetIpAddressTypeOutput> HandleAsync(SetIpAddressTypeInput request, CancellationToken cancellationToken)
    {
        book.Find(request.LoadBalancerArn);
        return request.IpAddressType == "ipv4" ? Task.FromResult(new SetIpAddressTypeOutput { IpAddressType = "ipv4" }) : throw ElbErrors.Unsupported("addresses other than ipv4.");
    }
}
