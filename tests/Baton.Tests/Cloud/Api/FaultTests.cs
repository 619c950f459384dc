using System.Net;
using System.Net.Http.Json;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Cloud.Faults;

namespace Baton.Tests.Cloud.Api;

public sealed class FaultTests
{
    [Fact]
    public async Task No_capacity_is_there_for_one_type_in_one_zone()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Faults.Add(new() { Action = "RunInstances", Kind = FaultKind.Error, Code = "InsufficientInstanceCapacity", InstanceType = "t3.micro", Zone = "us-east-1a" });

        var refused = await Assert.ThrowsAsync<AwsException>(() => cloud.LaunchAsync());

        Assert.Equal(("InsufficientInstanceCapacity", HttpStatusCode.InternalServerError), (refused.Code, refused.Status));
        await cloud.LaunchAsync(request => request with { InstanceType = "t3.small" });
        await cloud.LaunchAsync(request => request with { Placement = new() { AvailabilityZone = "us-east-1b" } });
    }

    [Fact]
    public void A_seed_strikes_the_same_calls_again()
    {
        static string Strikes(int seed)
        {
            var table = new FaultTable();
            table.Add(new() { Action = "*", Kind = FaultKind.Error, Code = "InternalError", Probability = 0.5, Seed = seed });
            return string.Concat(Enumerable.Range(0, 40).Select(_ => table.Take("DescribeVpcs", FaultKind.Error) is null ? '.' : 'x'));
        }

        Assert.Equal(Strikes(7), Strikes(7));
        Assert.NotEqual(Strikes(7), Strikes(8));
        Assert.InRange(Strikes(7).Count(call => call == 'x'), 8, 32);
    }

    [Fact]
    public async Task What_was_created_is_not_found_at_first()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Faults.Add(new() { Action = "CreateVolume", Kind = FaultKind.NotFoundAtFirst, Milliseconds = 300, Times = 1 });
        var id = (await cloud.SendAsync(new CreateVolumeRequest { AvailabilityZone = "us-east-1a", Size = 1 })).VolumeId!;

        Assert.Equal("InvalidVolume.NotFound", await cloud.RefusedAsync(new DescribeVolumesRequest { VolumeIds = [id] }));
        Assert.Empty((await cloud.SendAsync(new DescribeVolumesRequest())).Volumes);
        await Task.Delay(TimeSpan.FromMilliseconds(350), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Single((await cloud.SendAsync(new DescribeVolumesRequest { VolumeIds = [id] })).Volumes);
    }

    [Fact]
    public async Task An_instance_that_is_not_found_yet_leaves_no_empty_reservation()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var image = (await cloud.SendAsync(new DescribeImagesRequest())).Images[0].ImageId;
        cloud.Server.Faults.Add(new() { Action = "RunInstances", Kind = FaultKind.NotFoundAtFirst, Milliseconds = 60_000 });

        await cloud.SendAsync(new RunInstancesRequest { ImageId = image, InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 });

        Assert.Empty((await cloud.SendAsync(new DescribeInstancesRequest())).Reservations);
    }

    [Fact]
    public async Task An_address_that_moves_late_is_said_to_be_there_before_the_network_knows()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var (old, next) = (await cloud.LaunchAsync(), await cloud.LaunchAsync());
        var elastic = await cloud.SendAsync(new AllocateAddressRequest());
        await cloud.SendAsync(new AssociateAddressRequest { AllocationId = elastic.AllocationId, InstanceId = old.InstanceId });
        cloud.Server.Faults.Add(new() { Action = "AssociateAddress", Kind = FaultKind.AddressLate, Milliseconds = 300, Times = 1 });

        await cloud.SendAsync(new AssociateAddressRequest { AllocationId = elastic.AllocationId, InstanceId = next.InstanceId });

        string? LeadsTo() => cloud.Server.SimulatedNetwork!.PublicAddresses[IPAddress.Parse(elastic.PublicIp!)];
        Assert.Equal(next.InstanceId, (await cloud.SendAsync(new DescribeAddressesRequest())).Addresses[0].InstanceId);
        Assert.Equal(old.NetworkInterfaces[0].NetworkInterfaceId, LeadsTo());
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(TimeSpan.FromSeconds(20));
        while (LeadsTo() != next.NetworkInterfaces[0].NetworkInterfaceId)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limited.Token);
        }
    }

    [Fact]
    public async Task A_launch_that_hangs_stays_pending_and_can_be_terminated()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Faults.Add(new() { Action = "RunInstances", Kind = FaultKind.StaysPending, Times = 1 });
        var image = (await cloud.SendAsync(new DescribeImagesRequest())).Images[0].ImageId;
        var id = (await cloud.SendAsync(new RunInstancesRequest { ImageId = image, InstanceType = "t3.micro", MinCount = 1, MaxCount = 1 })).Instances[0].InstanceId!;
        await cloud.LaunchAsync();

        Assert.Equal("pending", (await cloud.FindAsync(id)).State!.Name);
        await cloud.SendAsync(new TerminateInstancesRequest { InstanceIds = [id] });
        await cloud.ReachAsync(id, "terminated");
    }

    [Fact]
    public async Task An_instance_loses_its_network_until_it_is_stopped()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var instance = await cloud.LaunchAsync();
        var (id, port) = (instance.InstanceId!, instance.NetworkInterfaces[0].NetworkInterfaceId!);

        await AddAsync(cloud, new() { Action = id, Kind = FaultKind.NetworkLost });

        Assert.DoesNotContain(port, cloud.Server.SimulatedNetwork!.Ports.Keys);
        Assert.Equal("impaired", await StatusAsync(cloud, id));
        await cloud.SendAsync(new StopInstancesRequest { InstanceIds = [id] });
        await cloud.ReachAsync(id, "stopped");
        await cloud.SendAsync(new StartInstancesRequest { InstanceIds = [id] });
        await cloud.ReachAsync(id, "running");
        Assert.Contains(port, cloud.Server.SimulatedNetwork.Ports.Keys);
        Assert.Equal("ok", await StatusAsync(cloud, id));
    }

    [Fact]
    public async Task A_machine_that_crashes_leaves_a_stopped_instance()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = (await cloud.LaunchAsync()).InstanceId!;

        await AddAsync(cloud, new() { Action = id, Kind = FaultKind.Crash });

        Assert.Equal("Server.InternalError", (await cloud.ReachAsync(id, "stopped")).StateReason!.Code);
    }

    [Fact]
    public async Task Clearing_heals_machines()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = (await cloud.LaunchAsync()).InstanceId!;
        await AddAsync(cloud, new() { Action = id, Kind = FaultKind.StatusImpaired });
        Assert.Equal("impaired", await StatusAsync(cloud, id));

        using var http = Door(cloud);
        await http.DeleteAsync("faults", TestContext.Current.CancellationToken);

        Assert.Equal("ok", await StatusAsync(cloud, id));
    }

    [Theory]
    [InlineData("RunInstance", FaultKind.Error)]
    [InlineData("RunInstances", FaultKind.Error)]
    [InlineData("RunInstances", FaultKind.Crash)]
    [InlineData("DescribeVpcs", FaultKind.NotFoundAtFirst)]
    [InlineData("CreateVolume", FaultKind.StaysPending)]
    [InlineData("i-0123456789abcdef0", FaultKind.Crash)]
    public async Task A_fault_that_could_never_strike_is_refused(string action, FaultKind kind)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var http = Door(cloud);

        using var answer = await http.PostAsJsonAsync("faults", new Fault { Action = action, Kind = kind }, FaultJson.Default.Fault, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(cloud.Server.Faults.All);
    }

    private static async Task AddAsync(SimulatedCloud cloud, Fault fault)
    {
        using var http = Door(cloud);
        using var answer = await http.PostAsJsonAsync("faults", fault, FaultJson.Default.Fault, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string?> StatusAsync(SimulatedCloud cloud, string id) =>
        (await cloud.SendAsync(new DescribeInstanceStatusRequest { InstanceIds = [id] })).InstanceStatuses[0].InstanceStatusValue!.Status;

    private static HttpClient Door(SimulatedCloud cloud) => new()
    {
        BaseAddress = new(cloud.Server.Endpoint, "/_baton/"), DefaultRequestHeaders = { Authorization = new("Bearer", SimulatedCloud.SecretAccessKey) },
    };
}
