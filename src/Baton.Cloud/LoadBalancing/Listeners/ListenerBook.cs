using Baton.Aws.Elb;
using Baton.Cloud.LoadBalancing.Rules;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Listeners;

internal sealed class ListenerBook(CloudContext cloud)
{
    public ListenerRecord Find(string? arn) => cloud.State.Listeners.Find(arn) ?? throw ElbErrors.NoListener(arn);

    public BalancerRecord BalancerOf(ListenerRecord listener) => cloud.State.Balancers.Find(listener.BalancerArn)!;

    /// <summary>The listener that has a rule, or AWS's error.</summary>
    public (ListenerRecord Listener, ListenerRule Rule) FindRule(string? arn)
    {
        var listener = cloud.State.Listeners.Find(BalancerArns.ListenerOf(arn ?? ""));
        return listener?.Rules.FirstOrDefault(rule => rule.Arn == arn) is { } found ? (listener, found) : throw ElbErrors.NoRule(arn);
    }

    public static Listener Show(ListenerRecord listener) => new()
    {
        ListenerArn = listener.Arn,
        LoadBalancerArn = listener.BalancerArn,
        Port = listener.Port,
        Protocol = listener.Protocol,
        SslPolicy = listener.SslPolicy,
        Certificates = [.. listener.CertificateArns.Take(1).Select(arn => new Certificate { CertificateArn = arn })],
        DefaultActions = ActionRules.Show(listener.Rules[^1].Actions),
    };

    /// <summary>With its rules' tags.</summary>
    public static void Remove(CloudContext cloud, ListenerRecord listener)
    {
        foreach (var rule in listener.Rules)
        {
            cloud.State.TagsOf.Remove(rule.Arn);
        }

        cloud.State.Listeners.Remove(listener.Arn);
        cloud.State.TagsOf.Remove(listener.Arn);
    }
}
