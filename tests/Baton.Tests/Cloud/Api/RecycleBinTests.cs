using System.Net;
using System.Text;
using Baton.Aws.Ec2;
using Baton.Tests.Cloud.Json;

namespace Baton.Tests.Cloud.Api;

public sealed class RecycleBinTests
{
    [Fact]
    public async Task A_snapshot_that_a_rule_covers_can_be_had_back()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var bin = new JsonClient(cloud, "rbin");
        var (kept, gone) = (await SnapshotAsync(cloud, "kept"), await SnapshotAsync(cloud, "gone"));
        var rule = await MakeRuleAsync(bin, """{"ResourceType":"EBS_SNAPSHOT","RetentionPeriod":{"RetentionPeriodValue":7,"RetentionPeriodUnit":"DAYS"},"ResourceTags":[{"ResourceTagKey":"Name","ResourceTagValue":"kept"}]}""");

        await cloud.SendAsync(new DeleteSnapshotRequest { SnapshotId = kept });
        await cloud.SendAsync(new DeleteSnapshotRequest { SnapshotId = gone });

        Assert.Equal("InvalidSnapshot.NotFound", await cloud.RefusedAsync(new DescribeSnapshotsRequest { SnapshotIds = [kept] }));
        await cloud.DownAsync();
        await cloud.UpAsync();
        var there = Assert.Single((await cloud.SendAsync(new ListSnapshotsInRecycleBinRequest())).Snapshots);
        Assert.Equal((kept, 7), (there.SnapshotId, (int)(there.RecycleBinExitTime!.Value - there.RecycleBinEnterTime!.Value).TotalDays));
        Assert.Equal("InvalidSnapshot.NotFound", await cloud.RefusedAsync(new RestoreSnapshotFromRecycleBinRequest { SnapshotId = gone }));
        Assert.Equal(kept, (await cloud.SendAsync(new RestoreSnapshotFromRecycleBinRequest { SnapshotId = kept })).SnapshotId);
        Assert.Equal("kept", Assert.Single((await cloud.SendAsync(new DescribeSnapshotsRequest { SnapshotIds = [kept] })).Snapshots[0].Tags).Value);
        Assert.Empty((await cloud.SendAsync(new ListSnapshotsInRecycleBinRequest())).Snapshots);
        using var again = new JsonClient(cloud, "rbin");
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(cloud, rule));
        Assert.Equal(HttpStatusCode.NotFound, (await again.SendAsync("GET", $"/rules/{rule}", [])).Status);
    }

    [Fact]
    public async Task An_image_comes_back_when_its_snapshots_are_there()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var bin = new JsonClient(cloud, "rbin");
        foreach (var type in (string[])["EC2_IMAGE", "EBS_SNAPSHOT"])
        {
            await MakeRuleAsync(bin, $$$"""{"ResourceType":"{{{type}}}","RetentionPeriod":{"RetentionPeriodValue":1,"RetentionPeriodUnit":"DAYS"}}""");
        }

        var snapshot = await SnapshotAsync(cloud, "root");
        var image = (await cloud.SendAsync(new RegisterImageRequest { Name = "mine", Architecture = "x86_64", RootDeviceName = "/dev/sda1", VirtualizationType = "hvm", BlockDeviceMappings = [new() { DeviceName = "/dev/sda1", Ebs = new() { SnapshotId = snapshot } }] })).ImageId!;
        await cloud.SendAsync(new DeregisterImageRequest { ImageId = image, DeleteAssociatedSnapshots = true });

        Assert.Equal(image, Assert.Single((await cloud.SendAsync(new ListImagesInRecycleBinRequest())).Images).ImageId);
        Assert.Equal("IncorrectState", await cloud.RefusedAsync(new RestoreImageFromRecycleBinRequest { ImageId = image }));
        await cloud.SendAsync(new RestoreSnapshotFromRecycleBinRequest { SnapshotId = snapshot });
        await cloud.SendAsync(new RestoreImageFromRecycleBinRequest { ImageId = image });
        Assert.Equal("available", Assert.Single((await cloud.SendAsync(new DescribeImagesRequest { ImageIds = [image] })).Images).State);
    }

    private static async Task<string> SnapshotAsync(SimulatedCloud cloud, string name)
    {
        var volume = (await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 1 })).VolumeId;
        return (await cloud.SendAsync(new CreateSnapshotRequest { VolumeId = volume, TagSpecifications = [new() { ResourceType = "snapshot", Tags = [new() { Key = "Name", Value = name }] }] })).SnapshotId!;
    }

    private static async Task<string> MakeRuleAsync(JsonClient bin, string body) => (string)(await bin.SendAsync("POST", "/rules", Encoding.UTF8.GetBytes(body))).Answer["Identifier"]!;

    private static async Task<HttpStatusCode> DeleteAsync(SimulatedCloud cloud, string rule)
    {
        using var bin = new JsonClient(cloud, "rbin");
        return (await bin.SendAsync("DELETE", $"/rules/{rule}", [])).Status;
    }
}
