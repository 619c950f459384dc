using System.Globalization;
using Baton.Cloud.StockImages;
using Baton.Cloud.Vpcs;

namespace Baton.Cloud.Server;

/// <summary>What an account has before anybody made anything: the default VPC with a subnet per zone, the default group, and the stock images.</summary>
internal static class Seeds
{
    // Debian's account, which owns Debian's AMIs.
    private const string ImageOwner = "136693071363";

    private const string Planted = "seeds/planted";

    public static void Plant(CloudContext cloud)
    {
        var state = cloud.State;
        if (state.Tokens.Find(Planted) is null)
        {
            // Once only: an account may do without its default VPC.
            PlantDefaultVpc(cloud);
            state.Tokens.Put(new(Planted, "", ""));
        }

        foreach (var vpc in state.Vpcs.All)
        {
            VpcParts.Complete(cloud, vpc);
        }
    }

    private static void PlantDefaultVpc(CloudContext cloud)
    {
        var state = cloud.State;
        var vpc = state.DefaultVpc ?? state.Vpcs.Put(new(Ids.New("vpc"), "172.31.0.0/16"));
        for (var index = 0; index < cloud.Zones.Count; index++)
        {
            var zone = cloud.Zones[index];
            if (!state.Subnets.All.Any(subnet => subnet.Zone == zone))
            {
                state.Subnets.Put(new(Ids.New("subnet"), vpc.VpcId, zone, string.Create(CultureInfo.InvariantCulture, $"172.31.{index * 16}.0/20")));
            }
        }

        VpcParts.Complete(cloud, vpc);
        if (!state.Gateways.All.Any())
        {
            var gateway = state.Gateways.Put(new(Ids.New("igw"), vpc.VpcId));
            var main = VpcParts.MainRouteTable(cloud, vpc.VpcId);
            state.RouteTables.Put(main with { Routes = [.. main.Routes, new("0.0.0.0/0", gateway.GatewayId)] });
        }
    }

    /// <summary>Shows the images of now; those of an earlier recipe go, and what was made from them stays.</summary>
    public static void Stock(CloudContext cloud, IReadOnlyList<StockImage> images)
    {
        foreach (var old in cloud.State.Images.All.Where(image => image.Stock && !images.Any(now => now.ImageId == image.ImageId)))
        {
            cloud.State.Images.Remove(old.ImageId);
            foreach (var device in old.Devices)
            {
                cloud.State.Snapshots.Remove(device.SnapshotId!);
            }
        }

        foreach (var image in images.Where(image => cloud.State.Images.Find(image.ImageId) is null))
        {
            cloud.State.Snapshots.Put(new()
            {
                SnapshotId = image.SnapshotId, VolumeId = "vol-ffffffff", SizeGiB = image.SizeGiB, Description = image.Description, StartTime = image.CreatedAt, OwnerId = ImageOwner, Stock = true,
            });
            cloud.State.Images.Put(new()
            {
                ImageId = image.ImageId, Name = image.Name, Description = image.Description, Architecture = "x86_64", RootDeviceName = image.RootDeviceName,
                Devices = [new() { DeviceName = image.RootDeviceName, SnapshotId = image.SnapshotId, SizeGiB = image.SizeGiB }],
                OwnerId = ImageOwner, Public = true, CreationDate = image.CreatedAt, Stock = true,
            });
        }
    }
}
