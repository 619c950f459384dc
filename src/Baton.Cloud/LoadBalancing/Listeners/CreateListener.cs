using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.LoadBalancing.Balancers;
using Baton.Cloud.LoadBalancing.Rules;
using Baton.Cloud.LoadBalancing.Serving;
using Baton.Cloud.LoadBalancing.Tags;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class CreateListener(CloudContext cloud, BalancerBook balancers, ActionRules actions, BalancerFloor floor) : TypedAction<CreateListenerInput, CreateListenerOutput>
{
    private const int MostListeners = 50;

    public override string? Missing => "TLS and UDP of network load balancers, client certificates, ALPN; HTTPS shows the cloud's own certificate, whichever is named";

    protected override async Task<CreateListenerOutput> HandleAsync(CreateListenerInput request, CancellationToken cancellationToken)
    {
        var balancer = balancers.Find(request.LoadBalancerArn);
        var others = cloud.State.ListenersByBalancer[balancer.Arn];
        ListenerRules.CheckPort(balancer, request.Protocol, request.Port, others);
        if (request.AlpnPolicy.Count > 0)
        {
            throw ElbErrors.Unsupported("ALPN policies.");
        }

        if (others.Count >= MostListeners)
        {
            throw new AwsException("TooManyListeners", $"The maximum number of listeners per load balancer is {MostListeners}.");
        }

        var tags = ElbTags.Check(request.Tags);
        var arn = BalancerArns.Listener(balancer.Arn);
        var listener = cloud.State.Listeners.Put(new()
        {
            Arn = arn, BalancerArn = balancer.Arn, Port = request.Port!.Value, Protocol = request.Protocol!, SslPolicy = ListenerRules.Policy(request.Protocol!, request.SslPolicy),
            CertificateArns = ListenerRules.Certificates(request.Protocol!, request.Certificates), Rules = [new ListenerRule(BalancerArns.Rule(arn), null) { Actions = actions.Parse(balancer, request.DefaultActions) }],
        });
        cloud.State.SetTags(listener.Arn, tags);
        await floor.SettleAsync();
        return new() { Listeners = [ListenerBook.Show(listener)] };
    }
}
