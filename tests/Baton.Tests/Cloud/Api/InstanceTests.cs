using Baton.Aws.Ec2;
using Baton.Cloud.Machines;

namespace Baton.Tests.Cloud.Api;

public sealed class InstanceTests
{
    [Fact]
    public async Task Termination_deletes_the_volumes_that_are_to_go_and_keeps_the_others()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var kept = new BlockDeviceMapping { DeviceName = "/dev/sdf", Ebs = new() { VolumeSize = 3, DeleteOnTermination = false } };
        var instance = await cloud.LaunchAsync(request => request with { BlockDeviceMappings = [kept] });

        await cloud.SendAsync(new TerminateInstancesRequest { InstanceIds = [instance.InstanceId!] });
        await cloud.ReachAsync(instance.InstanceId!, "terminated");

        var left = Assert.Single((await cloud.SendAsync(new DescribeVolumesRequest())).Volumes);
        Assert.Equal((3, "available"), (left.Size, left.State));
    }

    [Fact]
    public async Task A_guest_that_shuts_itself_down_leaves_a_stopped_instance()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var instance = await cloud.LaunchAsync();

        cloud.Server.Simulated!.Exit(instance.InstanceId!, MachineExit.GuestPoweredOff);

        var stopped = await cloud.ReachAsync(instance.InstanceId!, "stopped");
        Assert.Equal("Client.InstanceInitiatedShutdown", stopped.StateReason!.Code);
        Assert.Null(stopped.PublicIpAddress);
    }

    [Fact]
    public async Task A_type_changes_only_while_the_instance_is_stopped()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = (await cloud.LaunchAsync()).InstanceId!;
        var resize = new ModifyInstanceAttributeRequest { InstanceId = id, InstanceType = new() { Value = "m6i.large" } };

        Assert.Equal("IncorrectInstanceState", await cloud.RefusedAsync(resize));
        await cloud.SendAsync(new StopInstancesRequest { InstanceIds = [id] });
        await cloud.ReachAsync(id, "stopped");
        await cloud.SendAsync(resize);

        Assert.Equal("m6i.large", (await cloud.FindAsync(id)).InstanceType);
    }

    [Fact]
    public async Task A_repeated_launch_with_the_same_token_is_the_same_instance()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var first = await cloud.LaunchAsync(request => request with { ClientToken = "once" });
        var again = await cloud.LaunchAsync(request => request with { ClientToken = "once" });

        Assert.Equal(first.InstanceId, again.InstanceId);
        Assert.Single((await cloud.SendAsync(new DescribeInstancesRequest())).Reservations);
    }

    [Fact]
    public async Task An_image_with_reboot_is_available_with_its_machine_running_again()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var instance = await cloud.LaunchAsync();

        var image = await cloud.SendAsync(new CreateImageRequest { InstanceId = instance.InstanceId, Name = "with reboot" });

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await cloud.SendAsync(new DescribeImagesRequest { ImageIds = [image.ImageId!] })).Images[0].State != "available" || !cloud.Server.Simulated!.IsRunning(instance.InstanceId!))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limited.Token);
        }

        var console = await cloud.SendAsync(new GetConsoleOutputRequest { InstanceId = instance.InstanceId, Latest = true });
        Assert.Equal(3, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(console.Output!)).Split("Linux version").Length);
    }
}
