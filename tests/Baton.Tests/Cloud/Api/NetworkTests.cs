using System.Net;
using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

public sealed class NetworkTests
{
    [Fact]
    public async Task An_Elastic_IP_that_moves_leaves_the_loser_a_new_address_and_takes_the_winners_own()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var (old, next) = (await cloud.LaunchAsync(), await cloud.LaunchAsync());
        var elastic = await cloud.SendAsync(new AllocateAddressRequest());
        await cloud.SendAsync(new AssociateAddressRequest { AllocationId = elastic.AllocationId, InstanceId = old.InstanceId });

        await cloud.SendAsync(new AssociateAddressRequest { AllocationId = elastic.AllocationId, InstanceId = next.InstanceId });

        var (loser, winner) = (await cloud.FindAsync(old.InstanceId!), await cloud.FindAsync(next.InstanceId!));
        Assert.Equal(elastic.PublicIp, winner.PublicIpAddress);
        Assert.StartsWith("127.43.", loser.PublicIpAddress, StringComparison.Ordinal);
        var told = cloud.Server.SimulatedNetwork!.PublicAddresses;
        Assert.Equal(winner.NetworkInterfaces[0].NetworkInterfaceId, told[IPAddress.Parse(elastic.PublicIp!)]);
        Assert.Equal(loser.NetworkInterfaces[0].NetworkInterfaceId, told[IPAddress.Parse(loser.PublicIpAddress!)]);
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task Rules_reach_the_network_of_running_instances_at_once()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var group = (await cloud.SendAsync(new CreateSecurityGroupRequest { GroupName = "web", Description = "web" })).GroupId!;
        var instance = await cloud.LaunchAsync(request => request with { SecurityGroupIds = [group] });
        var port = instance.NetworkInterfaces[0].NetworkInterfaceId!;
        Assert.Empty(cloud.Server.SimulatedNetwork!.Ports[port].Rules.Ingress);

        await cloud.SendAsync(new AuthorizeSecurityGroupIngressRequest
        {
            GroupId = group,
            IpPermissions =
            [
                new() { IpProtocol = "tcp", FromPort = 22, ToPort = 22, IpRanges = [new() { CidrIp = "0.0.0.0/0" }] },
                new() { IpProtocol = "-1", UserIdGroupPairs = [new() { GroupId = group }] },
            ],
        });

        var rules = cloud.Server.SimulatedNetwork.Ports[port].Rules.Ingress;
        Assert.Equal(["tcp 22-22 0.0.0.0/0", $"-1 0-65535 {group}"], rules.Select(rule => $"{rule.Protocol} {rule.FromPort}-{rule.ToPort} {rule.Cidr?.ToString() ?? rule.GroupId}"));
    }

    [Theory]
    [InlineData("100.68.0.18/18", "100.68.0.0/18")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    public async Task A_range_is_taken_as_the_network_that_it_lies_in(string given, string taken)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var group = (await cloud.SendAsync(new CreateSecurityGroupRequest { GroupName = "web", Description = "web" })).GroupId!;

        var answer = await cloud.SendAsync(new AuthorizeSecurityGroupIngressRequest { GroupId = group, CidrIp = given, IpProtocol = "tcp", FromPort = 80, ToPort = 80 });

        Assert.Equal(taken, answer.SecurityGroupRules[0].CidrIpv4);
    }
}
