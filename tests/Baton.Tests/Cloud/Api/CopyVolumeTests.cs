using Baton.Aws.Ec2;

namespace Baton.Tests.Cloud.Api;

public sealed class CopyVolumeTests
{
    [Fact]
    public async Task A_copy_is_a_volume_of_its_own_and_leaves_no_snapshot_behind()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var source = await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1b", Size = 10, VolumeType = "gp3", Iops = 4000 });
        var request = new CopyVolumesRequest { SourceVolumeId = source.VolumeId, Size = 12, ClientToken = "one", TagSpecifications = [new() { ResourceType = "volume", Tags = [new() { Key = "a", Value = "b" }] }] };

        var copy = (await cloud.SendAsync(request)).Volumes[0];

        Assert.Equal((12, "us-east-1b", "gp3", 4000), (copy.Size, copy.AvailabilityZone, copy.VolumeType, copy.Iops));
        Assert.Equal(copy.VolumeId, (await cloud.SendAsync(request)).Volumes[0].VolumeId);
        await cloud.SendAsync(new DeleteVolumeRequest { VolumeId = source.VolumeId });
        Assert.Equal("available", (await cloud.SendAsync(new DescribeVolumesRequest { VolumeIds = [copy.VolumeId!] })).Volumes[0].State);
        Assert.Empty((await cloud.SendAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots);
        Assert.Equal("InvalidParameterValue", await cloud.RefusedAsync(request with { SourceVolumeId = copy.VolumeId, Size = 11, ClientToken = null }));
        Assert.Equal("InvalidVolume.NotFound", await cloud.RefusedAsync(request with { SourceVolumeId = source.VolumeId, ClientToken = null }));
    }
}
