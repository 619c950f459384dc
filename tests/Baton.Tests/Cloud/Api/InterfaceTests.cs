using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

public sealed class InterfaceTests
{
    [Fact]
    public async Task An_interface_outlives_the_instance_that_it_was_attached_to()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var nic = await CreateAsync(cloud);
        var instance = await cloud.LaunchAsync();
        var id = instance.InstanceId!;
        await cloud.SendAsync(new StopInstancesRequest { InstanceIds = [id] });
        await cloud.ReachAsync(id, "stopped");

        await cloud.SendAsync(new AttachNetworkInterfaceRequest { NetworkInterfaceId = nic, InstanceId = id, DeviceIndex = 1 });

        Assert.Equal([0, 1], (await cloud.FindAsync(id)).NetworkInterfaces.Select(one => one.Attachment!.DeviceIndex!.Value));
        Assert.Equal("InvalidNetworkInterface.InUse", await cloud.RefusedAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = nic }));
        await cloud.SendAsync(new TerminateInstancesRequest { InstanceIds = [id] });
        await cloud.ReachAsync(id, "terminated");
        Assert.Equal("available", Assert.Single((await cloud.SendAsync(new DescribeNetworkInterfacesRequest())).NetworkInterfaces).Status);
        await cloud.SendAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = nic });
    }

    [Fact]
    public async Task An_instance_starts_on_an_interface_that_was_there_before()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var nic = await CreateAsync(cloud);

        var instance = await cloud.LaunchAsync(request => request with { NetworkInterfaces = [new() { DeviceIndex = 0, NetworkInterfaceId = nic }] });

        Assert.Equal(nic, Assert.Single(instance.NetworkInterfaces).NetworkInterfaceId);
        Assert.Contains(nic, cloud.Server.SimulatedNetwork!.Ports.Keys);
    }

    [Fact]
    public async Task Addresses_are_added_and_taken_away()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var nic = await CreateAsync(cloud);

        var added = (await cloud.SendAsync(new AssignPrivateIpAddressesRequest { NetworkInterfaceId = nic, SecondaryPrivateIpAddressCount = 2 })).AssignedPrivateIpAddresses;

        var shown = (await cloud.SendAsync(new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = [nic] })).NetworkInterfaces[0].PrivateIpAddresses;
        Assert.Equal(3, shown.Select(address => address.PrivateIpAddress).Distinct().Count());
        await cloud.SendAsync(new UnassignPrivateIpAddressesRequest { NetworkInterfaceId = nic, PrivateIpAddresses = [added[0].PrivateIpAddress!] });
        Assert.Equal("InvalidParameterValue", await cloud.RefusedAsync(new UnassignPrivateIpAddressesRequest { NetworkInterfaceId = nic, PrivateIpAddresses = [added[0].PrivateIpAddress!] }));
        Assert.Equal("InvalidIPAddress.InUse", await cloud.RefusedAsync(new AssignPrivateIpAddressesRequest { NetworkInterfaceId = nic, PrivateIpAddresses = [added[1].PrivateIpAddress!] }));
    }

    private static async Task<string> CreateAsync(SimulatedCloud cloud)
    {
        var subnet = (await cloud.SendAsync(new DescribeSubnetsRequest { Filters = [new() { Name = "availability-zone", Values = ["us-east-1a"] }] })).Subnets[0].SubnetId;
        return (await cloud.SendAsync(new CreateNetworkInterfaceRequest { SubnetId = subnet, Description = "spare" })).NetworkInterface!.NetworkInterfaceId!;
    }
}
