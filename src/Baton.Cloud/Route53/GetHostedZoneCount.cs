using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class GetHostedZoneCount(ZoneBook zones) : RestAction<GetHostedZoneCountRequest, GetHostedZoneCountResponse>
{
    protected override Task<GetHostedZoneCountResponse> HandleAsync(GetHostedZoneCountRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new GetHostedZoneCountResponse { HostedZoneCount = zones.All.Count() });
}
