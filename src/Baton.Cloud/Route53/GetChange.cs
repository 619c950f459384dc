using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class GetChange(ZoneBook zones) : RestAction<GetChangeRequest, GetChangeResponse>
{
    protected override Task<GetChangeResponse> HandleAsync(GetChangeRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new GetChangeResponse { ChangeInfo = zones.FindChange(request.Id) });
}
