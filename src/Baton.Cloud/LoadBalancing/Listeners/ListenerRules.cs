using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.LoadBalancing.Balancers;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Listeners;

/// <summary>What a listener can be. Throws AWS's errors.</summary>
internal static class ListenerRules
{
    public static void CheckPort(BalancerRecord balancer, string? protocol, int? port, IEnumerable<ListenerRecord> others)
    {
        if (protocol is null || port is not (>= 1 and <= 65535))
        {
            throw ElbErrors.Invalid("A listener must have a protocol, and a port between 1 and 65535.");
        }

        if (balancer.IsNetwork ? protocol is "TLS" or "UDP" or "TCP_UDP" : false)
        {
            throw new AwsException("UnsupportedProtocol", "Listeners of network load balancers are of the protocol TCP in the local cloud.");
        }

        if (balancer.IsNetwork ? protocol != "TCP" : protocol is not ("HTTP" or "HTTPS"))
        {
            throw ElbErrors.Invalid($"Protocol '{protocol}' is not supported: {(balancer.IsNetwork ? "TCP" : "HTTP, HTTPS")}");
        }

        if (others.Any(other => other.Port == port))
        {
            throw new AwsException("DuplicateListener", "A listener already exists on this port for this load balancer");
        }
    }

    public static IReadOnlyList<string> Certificates(string protocol, IReadOnlyList<Certificate> certificates)
    {
        if (protocol != "HTTPS")
        {
            return certificates is [] ? [] : throw ElbErrors.Configuration($"A certificate cannot be specified for {protocol} listeners");
        }

        return certificates.Count == 1 && certificates[0].CertificateArn is { Length: > 0 } arn ? [arn] : throw new AwsException("CertificateNotFound", "A listener of the protocol HTTPS must have exactly one certificate.");
    }

    public static string? Policy(string protocol, string? name) => protocol == "HTTPS" ? DescribeSSLPolicies.Check(name) : name is null ? null : throw ElbErrors.Configuration($"A security policy cannot be specified for {protocol} listeners");
}
