using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

public sealed class ModifyVolumeTests
{
    [Fact]
    public async Task A_volume_that_is_attached_grows_and_is_optimized_for_a_while()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { VolumeOptimization = TimeSpan.FromMinutes(1) });
        var id = (await cloud.LaunchAsync()).BlockDeviceMappings[0].Ebs!.VolumeId!;

        var answer = (await cloud.SendAsync(new ModifyVolumeRequest { VolumeId = id, Size = 20 })).VolumeModification!;

        Assert.Equal(("modifying", 8, 20), (answer.ModificationState, answer.OriginalSize, answer.TargetSize));
        Assert.Equal(20, (await cloud.SendAsync(new DescribeVolumesRequest { VolumeIds = [id] })).Volumes[0].Size);
        Assert.Equal("optimizing", (await DescribeAsync(cloud, id)).ModificationState);
        Assert.Equal("IncorrectModificationState", await cloud.RefusedAsync(new ModifyVolumeRequest { VolumeId = id, Size = 21 }));
    }

    [Fact]
    public async Task A_volume_is_modified_four_times_in_a_day_and_no_more()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { VolumeOptimization = TimeSpan.Zero });
        var id = await CreateAsync(cloud, 5);

        for (var size = 6; size < 10; size++)
        {
            await cloud.SendAsync(new ModifyVolumeRequest { VolumeId = id, Size = size });
        }

        Assert.Equal("VolumeModificationRateExceeded", await cloud.RefusedAsync(new ModifyVolumeRequest { VolumeId = id, Size = 10 }));
        Assert.Equal(("completed", 100), ((await DescribeAsync(cloud, id)).ModificationState, (await DescribeAsync(cloud, id)).Progress));
    }

    [Theory]
    [InlineData(4, null, null, "InvalidParameterValue")]
    [InlineData(5, null, null, "InvalidParameterValue")]
    [InlineData(70000, null, null, "InvalidParameterValue")]
    [InlineData(6, "io1", null, "MissingParameter")]
    [InlineData(6, "io1", 301, "InvalidParameterValue")]
    [InlineData(6, "gp2", 3000, "InvalidParameterCombination")]
    [InlineData(6, "gp4", null, "UnknownVolumeType")]
    public async Task A_volume_that_cannot_be_is_refused(int size, string? type, int? iops, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = await CreateAsync(cloud, 5);

        Assert.Equal(code, await cloud.RefusedAsync(new ModifyVolumeRequest { VolumeId = id, Size = size, VolumeType = type, Iops = iops }));
    }

    [Fact]
    public async Task Another_type_has_the_figures_of_that_type()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = await CreateAsync(cloud, 100);

        await cloud.SendAsync(new ModifyVolumeRequest { VolumeId = id, VolumeType = "gp2" });

        var volume = (await cloud.SendAsync(new DescribeVolumesRequest { VolumeIds = [id] })).Volumes[0];
        Assert.Equal(("gp2", 300, null), (volume.VolumeType, volume.Iops, volume.Throughput));
    }

    [Fact]
    public async Task A_volume_that_was_never_modified_has_no_modification()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = await CreateAsync(cloud, 5);

        Assert.Equal("InvalidVolumeModification.NotFound", await cloud.RefusedAsync(new DescribeVolumesModificationsRequest { VolumeIds = [id] }));
        Assert.Empty((await cloud.SendAsync(new DescribeVolumesModificationsRequest())).VolumesModifications);
    }

    private static async Task<string> CreateAsync(SimulatedCloud cloud, int size) =>
        (await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = size, VolumeType = "gp3" })).VolumeId!;

    private static async Task<VolumeModification> DescribeAsync(SimulatedCloud cloud, string id) =>
        (await cloud.SendAsync(new DescribeVolumesModificationsRequest { VolumeIds = [id] })).VolumesModifications[0];
}
