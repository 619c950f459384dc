using System.Net;
using System.Net.Sockets;
using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.Server;
using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing.TargetGroups;

/// <summary>What can be a target.</summary>
internal static class TargetRules
{
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type; loopback is this computer, which is outside of every VPC.
    private static readonly IPNetwork[] s_outside = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("127.0.0.0/8")];

    /// <summary>The target that a request means. Throws AWS's error for one that cannot be.</summary>
    public static TargetRecord Parse(CloudContext cloud, TargetGroupRecord group, TargetDescription target)
    {
        var (id, port) = (target.Id ?? throw ElbErrors.Invalid("A target must have an ID."), target.Port ?? group.Port);
        if (port is < 1 or > 65535)
        {
            throw ElbErrors.Invalid($"Port '{port}' is not within the range 1-65535");
        }

        return group.TakesAddresses ? OfAddress(cloud, group, id, port, target.AvailabilityZone) : OfInstance(cloud, group, id, port);
    }

    private static TargetRecord OfInstance(CloudContext cloud, TargetGroupRecord group, string id, int port)
    {
        if (cloud.State.Instances.Find(id) is not { } instance)
        {
            throw new AwsException("InvalidTarget", $"The following targets are not valid instances: '{id}'");
        }

        var nic = cloud.State.InterfaceOf(id);
        if (instance.State is not InstanceStateName.Running || nic is null)
        {
            throw new AwsException("InvalidTarget", $"The following targets are not in a running state and cannot be registered: '{id}'");
        }

        return cloud.State.Subnets.Find(nic.SubnetId)!.VpcId == group.VpcId ? new(id, port) : throw new AwsException("InvalidTarget", $"The following targets are not in the target group VPC '{group.VpcId}': '{id}'");
    }

    private static TargetRecord OfAddress(CloudContext cloud, TargetGroupRecord group, string id, int port, string? zone)
    {
        if (!IPAddress.TryParse(id, out var address) || address.AddressFamily != AddressFamily.InterNetwork || id.Count('.') != 3)
        {
            throw ElbErrors.Invalid($"The IP address '{id}' is not a valid IPv4 address");
        }

        var inside = cloud.State.Subnets.All.FirstOrDefault(subnet => subnet.VpcId == group.VpcId && IPNetwork.Parse(subnet.Cidr).Contains(address));
        if (inside is not null || IPNetwork.Parse(cloud.State.Vpcs.Find(group.VpcId)!.Cidr).Contains(address))
        {
            return inside is not null ? new(address.ToString(), port) { Zone = inside.Zone } : throw new AwsException("InvalidTarget", $"The IP address '{id}' is not within a subnet of the VPC");
        }

        if (!s_outside.Any(network => network.Contains(address)))
        {
            throw ElbErrors.Invalid($"The IP address '{id}' is not within the VPC, nor within the ranges 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16");
        }

        // On AWS such a target must say so; loopback is the local cloud's own.
        return zone == "all" || IPAddress.IsLoopback(address) ? new(address.ToString(), port) { Zone = "all" } : throw ElbErrors.Invalid($"The IP address '{id}' is outside the VPC: you must specify an Availability Zone of 'all'");
    }
}
