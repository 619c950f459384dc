using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class DeleteListener(CloudContext cloud, ListenerBook book, BalancerFloor floor) : TypedAction<DeleteListenerInput, DeleteListenerOutput>
{
    protected override async Task<DeleteListenerOutput> HandleAsync(DeleteListenerInput request, CancellationToken cancellationToken)
    {
        ListenerBook.Remove(cloud, book.Find(request.ListenerArn));
        await floor.SettleAsync();
        return new();
    }
}
