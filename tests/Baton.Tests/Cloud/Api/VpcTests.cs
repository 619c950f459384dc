using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

public sealed class VpcTests
{
    [Fact]
    public async Task A_network_is_built_used_and_taken_down_again()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var vpc = (await cloud.SendAsync(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" })).Vpc!.VpcId!;
        var subnet = (await cloud.SendAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.0.1.0/24", AvailabilityZone = "us-east-1b" })).Subnet!.SubnetId!;
        var gateway = (await cloud.SendAsync(new CreateInternetGatewayRequest())).InternetGateway!.InternetGatewayId!;
        await cloud.SendAsync(new AttachInternetGatewayRequest { InternetGatewayId = gateway, VpcId = vpc });
        var table = (await cloud.SendAsync(new CreateRouteTableRequest { VpcId = vpc })).RouteTable!.RouteTableId!;
        await cloud.SendAsync(new CreateRouteRequest { RouteTableId = table, DestinationCidrBlock = "0.0.0.0/0", GatewayId = gateway });
        var association = (await cloud.SendAsync(new AssociateRouteTableRequest { RouteTableId = table, SubnetId = subnet })).AssociationId;

        var instance = await cloud.LaunchAsync(request => request with { SubnetId = subnet });

        Assert.Equal((vpc, "us-east-1b", null), (instance.VpcId, instance.Placement!.AvailabilityZone, instance.PublicIpAddress));
        Assert.StartsWith("10.0.1.", instance.PrivateIpAddress, StringComparison.Ordinal);
        Assert.Equal("10.0.0.0/16", cloud.Server.SimulatedNetwork!.Ports[instance.NetworkInterfaces[0].NetworkInterfaceId!].Vpc.ToString());
        Assert.Equal("DependencyViolation", await cloud.RefusedAsync(new DeleteSubnetRequest { SubnetId = subnet }));
        await cloud.SendAsync(new TerminateInstancesRequest { InstanceIds = [instance.InstanceId!] });
        await cloud.ReachAsync(instance.InstanceId!, "terminated");
        Assert.Equal("DependencyViolation", await cloud.RefusedAsync(new DeleteRouteTableRequest { RouteTableId = table }));
        await cloud.SendAsync(new DisassociateRouteTableRequest { AssociationId = association });
        await cloud.SendAsync(new DeleteRouteTableRequest { RouteTableId = table });
        await cloud.SendAsync(new DeleteSubnetRequest { SubnetId = subnet });
        Assert.Equal("DependencyViolation", await cloud.RefusedAsync(new DeleteVpcRequest { VpcId = vpc }));
        await cloud.SendAsync(new DetachInternetGatewayRequest { InternetGatewayId = gateway, VpcId = vpc });
        await cloud.SendAsync(new DeleteInternetGatewayRequest { InternetGatewayId = gateway });
        await cloud.SendAsync(new DeleteVpcRequest { VpcId = vpc });
        Assert.Single((await cloud.SendAsync(new DescribeRouteTablesRequest())).RouteTables);
        Assert.Single((await cloud.SendAsync(new DescribeNetworkAclsRequest())).NetworkAcls);
        Assert.Single((await cloud.SendAsync(new DescribeSecurityGroupsRequest())).SecurityGroups);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "InvalidVpc.Range")]
    [InlineData("10.0.0.0/29", "InvalidVpc.Range")]
    [InlineData("10.0.0/16", "InvalidParameterValue")]
    [InlineData("ten", "InvalidParameterValue")]
    public async Task A_range_that_no_VPC_can_have_is_refused(string range, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        Assert.Equal(code, await cloud.RefusedAsync(new CreateVpcRequest { CidrBlock = range }));
    }

    [Theory]
    [InlineData("172.32.0.0/24", "InvalidSubnet.Range")]
    [InlineData("172.31.16.0/24", "InvalidSubnet.Conflict")]
    [InlineData("172.31.0.0/16", "InvalidSubnet.Conflict")]
    public async Task A_range_that_no_subnet_can_have_is_refused(string range, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var vpc = (await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs[0].VpcId;

        Assert.Equal(code, await cloud.RefusedAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = range }));
    }

    [Fact]
    public async Task An_account_can_do_without_its_default_VPC_and_does_not_get_it_back()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var vpc = (await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs[0].VpcId!;
        foreach (var subnet in (await cloud.SendAsync(new DescribeSubnetsRequest())).Subnets)
        {
            await cloud.SendAsync(new DeleteSubnetRequest { SubnetId = subnet.SubnetId });
        }

        var gateway = (await cloud.SendAsync(new DescribeInternetGatewaysRequest())).InternetGateways[0].InternetGatewayId;
        await cloud.SendAsync(new DetachInternetGatewayRequest { InternetGatewayId = gateway, VpcId = vpc });
        await cloud.SendAsync(new DeleteVpcRequest { VpcId = vpc });
        await cloud.DownAsync();
        await cloud.UpAsync();

        Assert.Empty((await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs);
        Assert.Equal("VPCIdNotSpecified", await cloud.RefusedAsync(new CreateSecurityGroupRequest { GroupName = "web", Description = "web" }));
    }

    [Fact]
    public async Task A_network_ACL_shows_its_rules_in_order_and_the_last_one_denies()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var vpc = (await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs[0].VpcId;
        var acl = (await cloud.SendAsync(new CreateNetworkAclRequest { VpcId = vpc })).NetworkAcl!.NetworkAclId;
        await cloud.SendAsync(Entry(200, "allow"));
        await cloud.SendAsync(Entry(100, "deny"));

        var entries = (await cloud.SendAsync(new DescribeNetworkAclsRequest { NetworkAclIds = [acl!] })).NetworkAcls[0].Entries;

        Assert.Equal([(32767, "deny"), (100, "deny"), (200, "allow"), (32767, "deny")], entries.Select(entry => (entry.RuleNumber!.Value, entry.RuleAction!)));
        Assert.Equal("NetworkAclEntryAlreadyExists", await cloud.RefusedAsync(Entry(100, "allow")));

        CreateNetworkAclEntryRequest Entry(int number, string action) => new()
        {
            NetworkAclId = acl, RuleNumber = number, RuleAction = action, Egress = false, Protocol = "tcp", PortRange = new() { From = 22, To = 22 }, CidrBlock = "0.0.0.0/0",
        };
    }
}
