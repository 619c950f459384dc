using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Rules;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class ModifyListener(CloudContext cloud, ListenerBook book, ActionRules actions, BalancerFloor floor) : TypedAction<ModifyListenerInput, ModifyListenerOutput>
{
    public override string? Missing => "as CreateListener";

    protected override async Task<ModifyListenerOutput> HandleAsync(ModifyListenerInput request, CancellationToken cancellationToken)
    {
        var listener = book.Find(request.ListenerArn);
        var balancer = book.BalancerOf(listener);
        var (protocol, port) = (request.Protocol ?? listener.Protocol, request.Port ?? listener.Port);
        ListenerRules.CheckPort(balancer, protocol, port, cloud.State.ListenersByBalancer[balancer.Arn].Where(other => other.Arn != listener.Arn));
        if (request.AlpnPolicy.Count > 0)
        {
            throw ElbErrors.Unsupported("ALPN policies.");
        }

        var isKept = request.Certificates is [] && protocol == listener.Protocol;
        var last = request.DefaultActions is [] ? listener.Rules[^1] : listener.Rules[^1] with { Actions = actions.Parse(balancer, request.DefaultActions) };
        var changed = cloud.State.Listeners.Put(listener with
        {
            Port = port, Protocol = protocol, Rules = [.. listener.Rules.SkipLast(1), last],
            CertificateArns = isKept ? listener.CertificateArns : ListenerRules.Certificates(protocol, request.Certificates),
            SslPolicy = ListenerRules.Policy(protocol, request.SslPolicy ?? (protocol == listener.Protocol ? listener.SslPolicy : null)),
        });
        await floor.SettleAsync();
        return new() { Listeners = [ListenerBook.Show(changed)] };
    }
}
