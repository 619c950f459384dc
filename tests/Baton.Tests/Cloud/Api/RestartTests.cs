using Baton.Aws.Ec2;
using Baton.Aws.Wire;

namespace Baton.Tests.Cloud.Api;

public sealed class RestartTests
{
    [Fact]
    public async Task Everything_is_as_before_after_a_restart()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var device = new BlockDeviceMapping { DeviceName = "/dev/sdf", Ebs = new() { VolumeSize = 2, DeleteOnTermination = false } };
        var instance = await cloud.LaunchAsync(request => request with { BlockDeviceMappings = [device] });
        await cloud.SendAsync(new ModifyInstanceAttributeRequest { InstanceId = instance.InstanceId, SourceDestCheck = new() { Value = false } });
        var address = await cloud.SendAsync(new AllocateAddressRequest());
        await cloud.SendAsync(new AssociateAddressRequest { AllocationId = address.AllocationId, InstanceId = instance.InstanceId });
        await cloud.SendAsync(new CreateTagsRequest { Resources = [instance.InstanceId!], Tags = [new() { Key = "Name", Value = "tab\tand\nline" }] });
        var before = await ShownAsync(cloud);

        await cloud.DownAsync();
        await cloud.UpAsync();

        Assert.Equal(before, await ShownAsync(cloud));
    }

    [Fact]
    public async Task Machines_and_addresses_are_said_again_to_what_stands_under_the_API()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var instance = await cloud.LaunchAsync();

        await cloud.DownAsync();
        await cloud.UpAsync();

        Assert.True(cloud.Server.Simulated!.IsRunning(instance.InstanceId!));
        var nic = instance.NetworkInterfaces[0];
        Assert.Equal(nic.NetworkInterfaceId, cloud.Server.SimulatedNetwork!.PublicAddresses[System.Net.IPAddress.Parse(instance.PublicIpAddress!)]);
        Assert.Equal(nic.PrivateIpAddress, cloud.Server.SimulatedNetwork.Ports[nic.NetworkInterfaceId!].PrivateAddress.ToString());
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_off_is_as_if_it_was_never_written()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var address = await cloud.SendAsync(new AllocateAddressRequest());
        await cloud.DownAsync();
        await File.AppendAllTextAsync(Path.Combine(cloud.Folder, "state", "simulated", "state.log"), "address\teipalloc-1\t{\"AllocationId\":\"eip", TestContext.Current.CancellationToken);

        await cloud.UpAsync();

        Assert.Equal(address.AllocationId, Assert.Single((await cloud.SendAsync(new DescribeAddressesRequest())).Addresses).AllocationId);
    }

    private static async Task<string> ShownAsync(SimulatedCloud cloud) =>
        XmlAnswerWriter.Document<DescribeInstancesRequest, DescribeInstancesResult>(await cloud.SendAsync(new DescribeInstancesRequest()), "").ToString()
        + XmlAnswerWriter.Document<DescribeVolumesRequest, DescribeVolumesResult>(await cloud.SendAsync(new DescribeVolumesRequest()), "")
        + XmlAnswerWriter.Document<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult>(await cloud.SendAsync(new DescribeSecurityGroupsRequest()), "")
        + XmlAnswerWriter.Document<DescribeImagesRequest, DescribeImagesResult>(await cloud.SendAsync(new DescribeImagesRequest()), "");
}
