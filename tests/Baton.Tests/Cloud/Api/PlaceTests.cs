using System.Net;
using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Sts;
using Baton.Aws.Wire;

namespace Baton.Tests.Cloud.Api;

public sealed class PlaceTests
{
    private const string Other = "210987654321";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eu-central-1", "123456789012")]
    [InlineData("us-east-1", Other)]
    public async Task What_is_made_in_one_place_is_not_in_another(string region, string account)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var elsewhere = cloud.ClientIn(region, account);
        var volume = await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 1 });

        Assert.Empty((await elsewhere.SendAsync(new DescribeVolumesRequest(), Cancelled)).Volumes);
        Assert.Equal("InvalidVolume.NotFound", (await Assert.ThrowsAsync<AwsException>(() => elsewhere.SendAsync(new DeleteVolumeRequest { VolumeId = volume.VolumeId }, Cancelled))).Code);
    }

    [Fact]
    public async Task Each_place_has_its_own_default_network_and_its_own_zones()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var elsewhere = cloud.ClientIn("eu-central-1");

        var subnets = (await elsewhere.SendAsync(new DescribeSubnetsRequest(), Cancelled)).Subnets;

        Assert.Equal(["eu-central-1a", "eu-central-1b", "eu-central-1c"], subnets.Select(subnet => subnet.AvailabilityZone!).Order(StringComparer.Ordinal));
        Assert.NotEqual((await cloud.SendAsync(new DescribeVpcsRequest())).Vpcs[0].VpcId, subnets[0].VpcId);
    }

    [Fact]
    public async Task The_key_of_an_account_says_which_one_it_is()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var other = cloud.ClientIn("us-east-1", Other);

        Assert.Equal(Other, (await other.SendAsync(new GetCallerIdentityRequest(), Cancelled)).Account);
    }

    [Fact]
    public async Task A_region_that_is_not_there_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var nowhere = cloud.ClientIn("moon-west-1");

        var refused = await Assert.ThrowsAsync<AwsException>(() => nowhere.SendAsync(new DescribeVpcsRequest(), Cancelled));

        Assert.Equal(("SignatureDoesNotMatch", HttpStatusCode.Forbidden), (refused.Code, refused.Status));
    }

    [Fact]
    public async Task Public_addresses_of_two_places_are_never_the_same()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var elsewhere = cloud.ClientIn("eu-central-1");

        var (here, there) = (await cloud.SendAsync(new AllocateAddressRequest()), await elsewhere.SendAsync(new AllocateAddressRequest(), Cancelled));

        Assert.NotEqual(here.PublicIp, there.PublicIp);
    }

    [Fact]
    public async Task Machines_of_every_place_run_again_after_a_restart()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = await LaunchAsync(cloud);

        await cloud.DownAsync();
        await cloud.UpAsync();

        Assert.True(cloud.Server.Simulated!.IsRunning(id));
        using var elsewhere = cloud.ClientIn("eu-central-1", Other);
        Assert.Equal(id, Assert.Single((await elsewhere.SendAsync(new DescribeInstancesRequest(), Cancelled)).Reservations).Instances[0].InstanceId);
    }

    private static async Task<string> LaunchAsync(SimulatedCloud cloud)
    {
        using var elsewhere = cloud.ClientIn("eu-central-1", Other);
        var image = (await elsewhere.SendAsync(new DescribeImagesRequest { Owners = ["amazon"] }, Cancelled)).Images[0].ImageId;
        var launched = await elsewhere.SendAsync(new RunInstancesRequest { ImageId = image, InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 }, Cancelled);
        return launched.Instances[0].InstanceId!;
    }
}
