using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.LoadBalancing.Tags;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.Balancers;

internal sealed partial class CreateLoadBalancer(CloudContext cloud, BalancerBook book) : TypedAction<CreateLoadBalancerInput, CreateLoadBalancerOutput>
{
    public const int MostBalancers = 50;

    public override string? Missing => "gateway load balancers, IPv6, Elastic IPs, address pools, Outposts; one address for all zones; guests cannot reach it, only this computer can";

    protected override void Check(CreateLoadBalancerInput request)
    {
        if (!NameForm().IsMatch(request.Name!) || request.Name!.StartsWith("internal-", StringComparison.Ordinal))
        {
            throw ElbErrors.Invalid($"The load balancer name '{request.Name}' can only contain characters that are alphanumeric characters and hyphens(-), and must not begin or end with a hyphen, nor begin with 'internal-'");
        }

        if (request.Type is not (null or "application" or "network") || request.IpAddressType is not (null or "ipv4") || request.CustomerOwnedIpv4Pool is not null)
        {
            throw ElbErrors.Unsupported("types other than application and network, addresses other than ipv4.");
        }

        if (request.Scheme is not (null or "internet-facing" or "internal"))
        {
            throw new AwsException("InvalidScheme", $"'{request.Scheme}' is no scheme: internet-facing, internal.");
        }

        ElbTags.Check(request.Tags);
    }

    protected override Task<CreateLoadBalancerOutput> HandleAsync(CreateLoadBalancerInput request, CancellationToken cancellationToken)
    {
        var isNetwork = request.Type == "network";
        var subnets = book.Subnets(request.Subnets, request.SubnetMappings, isNetwork);
        var groups = book.Groups(request.SecurityGroups, subnets[0].Subnet.VpcId, isNetwork);
        if (cloud.State.Balancers.All.FirstOrDefault(balancer => balancer.Name == request.Name) is { } known)
        {
            return Task.FromResult(new CreateLoadBalancerOutput { LoadBalancers = [Same(known, request, groups, [.. subnets.Select(pair => pair.Subnet.SubnetId)])] });
        }

        if (cloud.State.Balancers.All.Count >= MostBalancers)
        {
            throw new AwsException("TooManyLoadBalancers", $"The maximum number of load balancers has been reached: {MostBalancers}");
        }

        var balancer = cloud.State.Balancers.Put(New(request, isNetwork, subnets[0].Subnet.VpcId, groups));
        book.Place(balancer, subnets);
        cloud.State.SetTags(balancer.Arn, ElbTags.Check(request.Tags));
        return Task.FromResult(new CreateLoadBalancerOutput { LoadBalancers = [book.Show(balancer, "provisioning")] });
    }

    private LoadBalancer Same(BalancerRecord known, CreateLoadBalancerInput request, IReadOnlyList<string> groups, IReadOnlyList<string> subnets)
    {
        var isSame = known.IsNetwork == (request.Type == "network") && known.IsInternal == (request.Scheme == "internal")
            && known.GroupIds.ToHashSet().SetEquals(groups) && cloud.State.InterfacesByBalancer[known.Arn].Select(nic => nic.SubnetId).ToHashSet().SetEquals(subnets);
        return isSame ? book.Show(known) : throw new AwsException("DuplicateLoadBalancerName", $"A load balancer with the same name '{known.Name}' exists, but with different settings");
    }

    private BalancerRecord New(CreateLoadBalancerInput request, bool isNetwork, string vpcId, IReadOnlyList<string> groups)
    {
        var (isInternal, region) = (request.Scheme == "internal", cloud.Options.Region);
        var arn = BalancerArns.Balancer(cloud, request.Name!, isNetwork);
        var number = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var dns = isNetwork ? $"{request.Name}-{arn[^16..]}.elb.{region}.amazonaws.com" : $"{(isInternal ? "internal-" : "")}{request.Name}-{number}.{region}.elb.amazonaws.com";
        return new()
        {
            Arn = arn, Name = request.Name!, IsNetwork = isNetwork, IsInternal = isInternal, VpcId = vpcId, DnsName = dns, Address = book.NewAddress(), GroupIds = groups, CreatedAt = cloud.Now,
        };
    }

    [GeneratedRegex("^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$", RegexOptions.NonBacktracking)]
    public static partial Regex NameForm();
}
