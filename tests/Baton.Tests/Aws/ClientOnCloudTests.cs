using Baton.Aws.Client;
using Baton.Aws.Ec2;
using Baton.Aws.Waits;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;
using Baton.Engine.Problems;
using Baton.Tests.Cloud;

namespace Baton.Tests.Aws;

/// <summary>The client over real HTTP, to a cloud that misbehaves as AWS can.</summary>
public sealed class ClientOnCloudTests : IAsyncLifetime
{
    private static readonly WaitOptions Soon = new() { Budget = TimeSpan.FromSeconds(30), FirstPeriod = TimeSpan.FromMilliseconds(20), LongestPeriod = TimeSpan.FromMilliseconds(100) };
    private SimulatedCloud _cloud = null!;
    private AwsClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cloud = await SimulatedCloud.StartAsync();
        _client = _cloud.ClientWith(SimulatedCloud.SecretAccessKey, attempts: 6);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_launch_whose_answer_is_lost_makes_one_instance()
    {
        _cloud.Server.Faults.Add(new() { Action = "RunInstances", Kind = FaultKind.ResponseLost, Times = 2 });

        var launched = Assert.Single((await _client.SendAsync(Launch(await ImageAsync()), Token)).Instances);

        Assert.Equal([launched.InstanceId], (await InstancesAsync()).Select(instance => instance.InstanceId));
    }

    [Fact]
    public async Task A_snapshot_whose_answer_is_lost_is_made_once_and_the_caller_told()
    {
        var volume = await _client.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 1, ClientToken = "v" }, Token);
        await Waits().VolumeAvailableAsync(volume.VolumeId!, Soon, Token);
        _cloud.Server.Faults.Add(new() { Action = "CreateSnapshot", Kind = FaultKind.ResponseLost, Times = 1 });

        var error = await Assert.ThrowsAsync<BatonException>(() => _client.SendAsync(new CreateSnapshotRequest { VolumeId = volume.VolumeId }, Token));

        Assert.Equal("BTN0503", Assert.Single(error.Problems).Code);
        Assert.Single((await _client.SendAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new() { Name = "volume-id", Values = [volume.VolumeId!] }] }, Token)).Snapshots);
    }

    [Fact]
    public async Task Throttling_is_outlasted()
    {
        _cloud.Server.Faults.Add(new() { Action = "DescribeInstances", Kind = FaultKind.Error, Code = "RequestLimitExceeded", Times = 2 });

        Assert.Empty(await InstancesAsync());

        Assert.Empty(_cloud.Server.Faults.All);
    }

    [Fact]
    public async Task A_lack_of_capacity_is_told_at_once()
    {
        var image = await ImageAsync();
        _cloud.Server.Faults.Add(new() { Action = "RunInstances", Kind = FaultKind.Error, Code = "InsufficientInstanceCapacity", Times = 1 });

        Assert.Equal("InsufficientInstanceCapacity", (await Assert.ThrowsAsync<AwsException>(() => _client.SendAsync(Launch(image), Token))).Code);

        Assert.Empty(await InstancesAsync());
    }

    [Fact]
    public async Task The_life_of_an_instance_can_be_waited_through()
    {
        var id = (await _client.SendAsync(Launch(await ImageAsync()), Token)).Instances[0].InstanceId!;

        Assert.Equal(id, (await Waits().InstanceRunningAsync(id, Soon, Token)).InstanceId);
        await Waits().InstanceStatusOkAsync(id, Soon, Token);
        await _client.SendAsync(new StopInstancesRequest { InstanceIds = [id] }, Token);
        await Waits().InstanceStoppedAsync(id, Soon, Token);
        await _client.SendAsync(new StartInstancesRequest { InstanceIds = [id] }, Token);
        await Waits().InstanceRunningAsync(id, Soon, Token);
        var image = await _client.SendAsync(new CreateImageRequest { InstanceId = id, Name = "copy", NoReboot = true }, Token);
        await Waits().ImageAvailableAsync(image.ImageId!, Soon, Token);
        await _client.SendAsync(new TerminateInstancesRequest { InstanceIds = [id] }, Token);
        await Waits().InstanceTerminatedAsync(id, Soon, Token);
    }

    [Fact]
    public async Task A_snapshot_that_ends_in_error_ends_the_wait()
    {
        var volume = await _client.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 1, ClientToken = "v" }, Token);
        await Waits().VolumeAvailableAsync(volume.VolumeId!, Soon, Token);
        _cloud.Server.Faults.Add(new() { Action = "CreateSnapshot", Kind = FaultKind.SnapshotError, Times = 1 });
        var snapshot = await _client.SendAsync(new CreateSnapshotRequest { VolumeId = volume.VolumeId }, Token);

        var error = await Assert.ThrowsAsync<BatonException>(() => Waits().SnapshotCompletedAsync(snapshot.SnapshotId!, Soon, Token));

        Assert.Equal("BTN0505", Assert.Single(error.Problems).Code);
    }

    [Fact]
    public async Task Instance_types_come_in_pages_and_none_twice()
    {
        var types = await _client.AllAsync(new DescribeInstanceTypesRequest { MaxResults = 5 }, page => page.InstanceTypes, Token);

        Assert.True(types.Count > 20);
        Assert.Equal(types.Count, types.Select(type => type.InstanceType).Distinct().Count());
    }

    [Fact]
    public async Task A_cloud_that_is_down_is_named_with_how_to_start_it()
    {
        var endpoint = _cloud.Server.Endpoint;
        using var client = new AwsClient(
            new() { Region = "us-east-1", Credentials = _ => Task.FromResult(new Baton.Aws.Signing.AwsCredentials("A", "s")), EndpointOf = _ => endpoint, MaxAttempts = 2 },
            AwsClient.NewHandler(),
            TimeProvider.System);
        await _cloud.DownAsync();

        var problem = Assert.Single((await Assert.ThrowsAsync<BatonException>(() => client.SendAsync(new DescribeRegionsRequest(), Token))).Problems);

        Assert.Equal("BTN0503", problem.Code);
        Assert.Contains("baton cloud up", problem.Hint, StringComparison.Ordinal);
    }

    private static RunInstancesRequest Launch(string image) => new() { ImageId = image, InstanceType = "t3.micro", MinCount = 1, MaxCount = 1, ClientToken = "the-launch" };

    private Ec2Waits Waits() => new(_client, TimeProvider.System);

    private async Task<string> ImageAsync() => (await _client.SendAsync(new DescribeImagesRequest(), Token)).Images.First(image => image.Architecture == "x86_64").ImageId!;

    private Task<IReadOnlyList<Instance>> InstancesAsync() =>
        _client.AllAsync(new DescribeInstancesRequest(), page => page.Reservations.SelectMany(reservation => reservation.Instances), Token);
}
