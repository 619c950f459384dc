using System.Net;
using System.Net.Sockets;
using Baton.Dns;
using Baton.Rehearsals;
using Baton.Rehearsals.Documents;
using Baton.Rehearsals.Witnessing;
using Baton.Tests.Cloud;
using Baton.Tests.Cloud.Route53;

namespace Baton.Tests.Rehearsals;

/// <summary>A witness that comes by a name, over a name server that is really asked.</summary>
public sealed class WitnessByNameTests
{
    private const string Name = "www.payroll.example";

    [Fact]
    public async Task A_resolver_gives_the_old_answer_until_its_time_to_live_is_over_and_not_longer()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.FromMilliseconds(5) });
        var zone = await ZoneAsync(cloud, "127.0.0.1", 3);
        await using var resolver = new CachingResolver(cloud.Server.NameServer, TimeProvider.System);

        Assert.Equal("127.0.0.1", $"{await resolver.ResolveAsync(Name, TestContext.Current.CancellationToken)}");
        await cloud.InSyncAsync(await cloud.ChangeAsync(zone, "UPSERT", Name, "A", 3, "127.0.0.2"));
        Assert.Equal("127.0.0.1", $"{await resolver.ResolveAsync(Name, TestContext.Current.CancellationToken)}");

        var began = TimeProvider.System.GetTimestamp();
        while ($"{await resolver.ResolveAsync(Name, TestContext.Current.CancellationToken)}" == "127.0.0.1" && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(20))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal("127.0.0.2", $"{await resolver.ResolveAsync(Name, TestContext.Current.CancellationToken)}");
        await Assert.ThrowsAsync<SocketException>(() => resolver.ResolveAsync("nobody.payroll.example", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Others_ask_the_resolver_by_UDP_and_are_told_how_long_the_answer_holds()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.FromMilliseconds(5) });
        await ZoneAsync(cloud, "127.0.0.1", 300);
        await using var resolver = new CachingResolver(cloud.Server.NameServer, TimeProvider.System);
        var asker = new DnsAsker(TimeProvider.System);

        await asker.AskAsync(resolver.EndPoint, Name, DnsType.A, recursive: true, TestContext.Current.CancellationToken);
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        var answer = await asker.AskAsync(resolver.EndPoint, Name, DnsType.A, recursive: true, TestContext.Current.CancellationToken);

        Assert.Equal("127.0.0.1", Assert.Single(answer.Answers).Data);
        Assert.InRange(answer.Answers[0].TimeToLive, 240u, 299u);
        Assert.True(answer is { RecursionAvailable: true, Authoritative: false });
    }

    [Fact]
    public async Task Clients_that_ask_again_follow_the_name_and_the_others_stay()
    {
        await using var application = await MisbehavingApplication.StartAsync();
        var address = "127.0.0.1";
        await using var witness = Witness.Start(
            new()
            {
                Address = new($"http://{Name}:{application.Address.Port}"), Name = "t", Pause = TimeSpan.FromMilliseconds(2), UploadPause = TimeSpan.FromMilliseconds(2), SomeStale = true,
                Resolve = (name, _) => Task.FromResult(name == Name ? IPAddress.Parse(Volatile.Read(ref address)) : IPAddress.None),
            },
            TimeProvider.System);
        await UntilAsync(() => witness.AllServedBy("127.0.0.1"));
        // Nobody listens there: who follows the name fails, and is seen to have gone there.
        Volatile.Write(ref address, "127.0.0.99");
        await UntilAsync(() => witness.Failed > 20);
        Assert.False(witness.AllServedBy("127.0.0.1"));

        await witness.StopStaleAsync();
        var record = await witness.StopAsync();

        Assert.All(record.Requests.Where(request => request.Stale), request => Assert.Equal(("127.0.0.1", true), (request.To, request.Succeeded)));
        Assert.Equal(4, record.Requests.Where(request => request.Stale).Select(request => request.Client).Distinct().Count());
        Assert.Contains(record.Requests, request => request is { Stale: false, To: "127.0.0.99", Succeeded: false });
    }

    [Fact]
    public void The_last_client_is_the_last_one_that_asks_again_and_went_to_the_old_server_after_the_change()
    {
        var dns = new DnsResult { Name = Name, OldAddress = "127.42.0.1", NewAddress = "127.42.0.2" };
        NameSighting[] seen = [Sighting(0, "127.42.0.1"), Sighting(10, "127.42.0.2"), Sighting(40, "127.42.0.1")];
        var record = new WitnessRecord(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(60), [Request(8, "127.42.0.1"), Request(13, "127.42.0.1"), Request(20, "127.42.0.1") with { Stale = true }, Request(50, "127.42.0.1")]);

        var complete = DnsSeen.Complete(dns, seen, TimeSpan.Zero, record);

        Assert.Equal(3, complete.LastClientSeconds);
        Assert.Equal([0, 10_000, 40_000], complete.Changes.Select(change => change.AtMs));
        Assert.Null(DnsSeen.Complete(dns, seen[..1], TimeSpan.Zero, record).LastClientSeconds);
    }

    [Theory]
    [InlineData("64KiB", 64)]
    [InlineData("2 MiB", 2048)]
    [InlineData("512k", 512)]
    [InlineData("1024MiB", 1024 * 1024)]
    [InlineData("1025MiB", null)]
    [InlineData("64", null)]
    [InlineData("0KiB", null)]
    [InlineData("-1KiB", null)]
    [InlineData("many", null)]
    public void A_file_size_is_read_or_refused(string text, int? kib) => Assert.Equal(kib, DataAmount.KiB(text));

    private static NameSighting Sighting(int second, string address) => new(TimeSpan.FromSeconds(second), NameObserver.Authority, address, 5);

    private static SeenRequest Request(int second, string to) => new()
    {
        Kind = RequestKind.Write, KeepsConnection = false, Client = "c", Number = second, Began = TimeSpan.FromSeconds(second), Ended = TimeSpan.FromSeconds(second), To = to,
    };

    private static async Task<string> ZoneAsync(SimulatedCloud cloud, string address, long timeToLive)
    {
        var zone = await cloud.MakeZoneAsync("payroll.example");
        await cloud.InSyncAsync(await cloud.ChangeAsync(zone, "UPSERT", Name, "A", timeToLive, address));
        return zone;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
        }
    }
}
