using System.Diagnostics;
using Baton.Aws.Ec2;
using Baton.Dns;

namespace Baton.Tests.Cloud.Fuzz;

/// <summary>Sends very many odd requests to a simulated cloud in this process, and looks what is left then.</summary>
internal static class ApiFuzz
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task RunAsync(int seed, int requests)
    {
        // A failure names the request. Ids are random, so the same seed asks nearly the same again.
        var random = new Random(seed);
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { AddressQuota = 20, VolumeOptimization = TimeSpan.Zero, DnsPropagation = TimeSpan.Zero });
        var game = await FuzzGame.OpenAsync(cloud, random);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < requests; number++)
        {
            var asked = game.Next();
            var (status, answer) = await FuzzDoor.AskAsync(cloud, asked);
            Assert.True(IsExpected(asked, status, answer), $"request {number} got {status}: {asked}\n{answer}");
            game.Learn(asked, status, answer);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{requests} requests in {watch.Elapsed.TotalSeconds:F1} s: {game}");
        // Were everything refused, nothing would have been tried.
        Assert.All(game.Services, service => Assert.InRange(service.Taken, service.Asked / 100, service.Asked));
        await AnswersNamesAsync(cloud);
        await NothingLeftAsync(cloud);
        await cloud.DownAsync();
        await cloud.UpAsync();
        await NothingLeftAsync(cloud);
    }

    /// <summary>No server error, except to say of what AWS has that it is not there.</summary>
    private static bool IsExpected(FuzzRequest asked, int status, string answer) =>
        status is >= 200 and < 500 || (status == 501 && (asked.Method == "HEAD" || answer.Contains("NotImplemented", StringComparison.Ordinal)));

    private static async Task AnswersNamesAsync(SimulatedCloud cloud)
    {
        var answer = await new DnsAsker(TimeProvider.System).AskAsync(cloud.Server.NameServer, "nothing.there.example.com", DnsType.A, recursive: false, Cancelled);
        Assert.Contains(answer.Status, (DnsStatus[])[DnsStatus.NoError, DnsStatus.NoSuchName]);
    }

    private static async Task NothingLeftAsync(SimulatedCloud cloud)
    {
        foreach (var id in await InstancesAsync(cloud))
        {
            await cloud.SendAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiTermination = new() { Value = false } });
            await cloud.SendAsync(new TerminateInstancesRequest { InstanceIds = [id] });
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limited.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await InstancesAsync(cloud)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limited.Token);
        }

        Assert.Empty(cloud.Server.Simulated!.Running);
        Assert.Empty(cloud.Server.SimulatedNetwork!.Ports);
        var nics = (await cloud.SendAsync(new DescribeNetworkInterfacesRequest())).NetworkInterfaces;
        Assert.All(nics, nic => Assert.Equal(nic.RequesterManaged == true ? "in-use" : "available", nic.Status));
        var addresses = (await cloud.SendAsync(new DescribeAddressesRequest())).Addresses.Select(address => address.PublicIp!).ToHashSet();
        Assert.Superset(cloud.Server.SimulatedNetwork.PublicAddresses.Keys.Select(address => address.ToString()).Where(address => address.StartsWith("127.42.", StringComparison.Ordinal)).ToHashSet(), addresses);
    }

    private static async Task<List<string>> InstancesAsync(SimulatedCloud cloud) =>
        [.. (await cloud.SendAsync(new DescribeInstancesRequest())).Reservations.SelectMany(reservation => reservation.Instances).Where(instance => instance.State!.Name != "terminated").Select(instance => instance.InstanceId!)];
}
