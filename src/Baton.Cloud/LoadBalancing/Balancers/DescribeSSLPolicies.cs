using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.Server;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed class DescribeSSLPolicies : TypedAction<DescribeSSLPoliciesInput, DescribeSSLPoliciesOutput>
{
    /// <summary>What a listener has when nobody says.</summary>
    public const string Default = "ELBSecurityPolicy-2016-08";

    private static readonly SslPolicy[] s_policies =
    [
        new() { Name = Default, SslProtocols = ["TLSv1", "TLSv1.1", "TLSv1.2"], SupportedLoadBalancerTypes = ["application", "network"] },
        new() { Name = "ELBSecurityPolicy-TLS13-1-2-2021-06", SslProtocols = ["TLSv1.2", "TLSv1.3"], SupportedLoadBalancerTypes = ["application", "network"] },
        new() { Name = "ELBSecurityPolicy-TLS13-1-3-2021-06", SslProtocols = ["TLSv1.3"], SupportedLoadBalancerTypes = ["application", "network"] },
    ];

    public override string? Missing => "all but three of them, and their ciphers; kept and shown: connections use what this computer offers";

    public static string Check(string? name) => s_policies.FirstOrDefault(policy => policy.Name == (name ?? Default))?.Name ?? throw new AwsException("SSLPolicyNotFound", $"SSL policy '{name}' not found");

    protected override Task<DescribeSSLPoliciesOutput> HandleAsync(DescribeSSLPoliciesInput request, CancellationToken cancellationToken)
    {
        var found = request.Names is [] ? s_policies : request.Names.Select(name => s_policies.First(policy => policy.Name == Check(name)));
        var page = Page<SslPolicy>.Of(found, request.PageSize, request.Marker, least: 1);
        return Task.FromResult(new DescribeSSLPoliciesOutput { SslPolicies = page.Items, NextMarker = page.NextToken });
    }
}
