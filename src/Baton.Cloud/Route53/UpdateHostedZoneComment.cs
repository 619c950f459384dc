using Baton.Aws.Route53;
using Baton.Cloud.Server;

namespace Baton.Cloud.Route53;

internal sealed class UpdateHostedZoneComment(CloudContext cloud, ZoneBook zones) : RestAction<UpdateHostedZoneCommentRequest, UpdateHostedZoneCommentResponse>
{
    protected override Task<UpdateHostedZoneCommentResponse> HandleAsync(UpdateHostedZoneCommentRequest request, CancellationToken cancellationToken)
    {
        var zone = cloud.State.HostedZones.Put(zones.Find(request.Id) with { Comment = request.Comment });
        return Task.FromResult(new UpdateHostedZoneCommentResponse { HostedZone = ZoneBook.View(zone) });
    }
}
