using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Instances;
using Baton.Cloud.Network.Flows;
using Baton.Cloud.Network.Frames;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>What listeners ask: who may come in, and where to it goes. The state is asked each time, so a change holds for the next request.</summary>
internal sealed class Switchboard(CloudContext cloud, LiveTargets live, TargetDialer dialer)
{
    private readonly TargetChoice _choice = new(cloud, live);

    public CloudOptions Options => cloud.Options;

    public TimeProvider Time => cloud.Time;

    public ListenerRecord? Listener(string arn) => cloud.State.Listeners.Find(arn);

    public BalancerRecord? BalancerOf(ListenerRecord listener) => cloud.State.Balancers.Find(listener.BalancerArn);

    /// <summary>Whether the load balancer's security groups let a client in; one without groups has none to ask.</summary>
    public bool Admits(ListenerRecord listener, IPAddress client)
    {
        if (BalancerOf(listener) is not { } balancer)
        {
            return false;
        }

        var rules = new Firewall(cloud).RulesOf(balancer.GroupIds).Ingress;
        return balancer.GroupIds is [] || RuleMatch.AllowsFromOutside(rules, Traffic.TcpTo(listener.Port), client.ToNumber());
    }

    /// <summary>Null when the action's target groups have nobody.</summary>
    public ChosenTarget? Choose(RuleAction action, Stickiness? stickiness = null)
    {
        if (_choice.Group(action) is not { } group)
        {
            return null;
        }

        var target = stickiness?.Known(group, _choice) ?? _choice.Next(group);
        return target is not null && dialer.AddressOf(group, target) is { } address ? new(group, target, address, live.Of(group.Arn, target)) : null;
    }

    public Task<Socket> DialAsync(TargetGroupRecord group, string address, int port, CancellationToken cancellationToken) => dialer.DialAsync(group, address, port, cancellationToken);

    public TargetGroupRecord? Group(string arn) => cloud.State.TargetGroups.Find(arn);
}
