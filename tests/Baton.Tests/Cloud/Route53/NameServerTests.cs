using Baton.Aws.Route53;
using Baton.Aws.Wire;
using Baton.Dns;

namespace Baton.Tests.Cloud.Route53;

/// <summary>Zones made over the wire, questions asked over UDP and TCP.</summary>
public sealed class NameServerTests
{
    private static readonly DnsAsker Asker = new(TimeProvider.System);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_answered_when_it_is_in_sync_and_not_before()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.FromMilliseconds(400) });
        var zone = await cloud.MakeZoneAsync("example.com");
        await cloud.InSyncAsync(await cloud.ChangeAsync(zone, "UPSERT", "www.example.com", "A", 300, "192.0.2.1"));

        var change = await cloud.ChangeAsync(zone, "UPSERT", "www.example.com", "A", 60, "192.0.2.2");
        var before = await AskAsync(cloud, "www.example.com", DnsType.A);
        await cloud.InSyncAsync(change);
        var after = await AskAsync(cloud, "www.example.com", DnsType.A);

        Assert.Equal("PENDING", change.Status);
        Assert.Equal([("192.0.2.1", 300u)], before.Answers.Select(record => (record.Data, record.TimeToLive)));
        Assert.Equal([("192.0.2.2", 60u)], after.Answers.Select(record => (record.Data, record.TimeToLive)));
        Assert.True(after.Authoritative);
    }

    [Fact]
    public async Task Names_that_are_not_there_come_with_the_time_for_which_that_holds()
    {
        await using var cloud = await ServedAsync();

        var (nobody, nothing) = (await AskAsync(cloud, "nobody.www.example.com", DnsType.A), await AskAsync(cloud, "www.example.com", DnsType.AAAA));

        Assert.Equal((DnsStatus.NoSuchName, DnsStatus.NoError), (nobody.Status, nothing.Status));
        Assert.All([nobody, nothing], answer => Assert.Equal((DnsType.SOA, 900u), (Assert.Single(answer.Authorities).Type, answer.Authorities[0].TimeToLive)));
    }

    [Fact]
    public async Task Chains_are_followed_in_the_zone_and_no_further()
    {
        await using var cloud = await ServedAsync();

        Assert.Equal(["www.example.com.", "192.0.2.1"], (await AskAsync(cloud, "any.thing.example.com", DnsType.A)).Answers.Select(record => record.Data));
        Assert.Equal(["elsewhere.test."], (await AskAsync(cloud, "out.example.com", DnsType.A)).Answers.Select(record => record.Data));
    }

    [Fact]
    public async Task A_part_of_a_zone_that_somebody_else_has_is_referred_to()
    {
        await using var cloud = await ServedAsync();

        var referral = await AskAsync(cloud, "host.branch.example.com", DnsType.A);

        Assert.False(referral.Authoritative);
        Assert.Equal(("branch.example.com.", "ns.branch.example.com."), (Assert.Single(referral.Authorities).Name, referral.Authorities[0].Data));
    }

    [Fact]
    public async Task Long_answers_come_by_TCP()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.Zero });
        var zone = await cloud.MakeZoneAsync("example.com");
        await cloud.ChangeAsync(zone, "CREATE", "many.example.com", "A", 60, [.. Enumerable.Range(1, 200).Select(number => $"192.0.2.{number}")]);

        Assert.Equal(200, (await AskAsync(cloud, "many.example.com", DnsType.A)).Answers.Count);
    }

    [Fact]
    public async Task The_names_of_the_name_servers_lead_to_the_name_server()
    {
        await using var cloud = await ServedAsync();

        var servers = (await AskAsync(cloud, "example.com", DnsType.NS)).Answers;

        Assert.Equal(4, servers.Count);
        Assert.Equal(cloud.Server.NameServer.Address.ToString(), Assert.Single((await AskAsync(cloud, servers[0].Data, DnsType.A)).Answers).Data);
    }

    [Fact]
    public async Task Zones_are_there_after_a_restart_and_of_one_account_only()
    {
        await using var cloud = await ServedAsync();

        await cloud.DownAsync();
        await cloud.UpAsync(options => options with { DnsPropagation = TimeSpan.Zero });

        Assert.Equal("192.0.2.1", Assert.Single((await AskAsync(cloud, "www.example.com", DnsType.A)).Answers).Data);
        using var other = cloud.ClientIn("eu-central-1", "210987654321");
        using var same = cloud.ClientIn("eu-central-1");
        Assert.Equal(0, (await other.SendAsync(new GetHostedZoneCountRequest(), Cancelled)).HostedZoneCount);
        Assert.Equal(1, (await same.SendAsync(new GetHostedZoneCountRequest(), Cancelled)).HostedZoneCount);
    }

    [Fact]
    public async Task A_batch_takes_place_whole_or_not_at_all()
    {
        await using var cloud = await ServedAsync();
        var zone = (await cloud.SendAsync(new ListHostedZonesRequest())).HostedZones[0].Id!;
        Change Create(string name) => new() { Action = "CREATE", ResourceRecordSet = new() { Name = name, Type = "A", TTL = 60, ResourceRecords = [new() { Value = "192.0.2.5" }] } };

        var refused = await Assert.ThrowsAsync<AwsException>(() => cloud.SendAsync(
            new ChangeResourceRecordSetsRequest { HostedZoneId = zone.Split('/')[^1], ChangeBatch = new() { Changes = [Create("new.example.com"), Create("www.example.com")] } }));

        Assert.Equal(("InvalidChangeBatch", "[Tried to create resource record set [name='www.example.com.', type='A'] but it already exists]"), (refused.Code, refused.Message));
        Assert.Equal(["www.example.com.", "192.0.2.1"], (await AskAsync(cloud, "new.example.com", DnsType.A)).Answers.Select(record => record.Data));
    }

    private static async Task<SimulatedCloud> ServedAsync()
    {
        var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.Zero });
        var zone = await cloud.MakeZoneAsync("example.com");
        await cloud.ChangeAsync(zone, "CREATE", "www.example.com", "A", 300, "192.0.2.1");
        await cloud.ChangeAsync(zone, "CREATE", "*.example.com", "CNAME", 300, "www.example.com");
        await cloud.ChangeAsync(zone, "CREATE", "out.example.com", "CNAME", 300, "elsewhere.test");
        await cloud.ChangeAsync(zone, "CREATE", "branch.example.com", "NS", 300, "ns.branch.example.com");
        return cloud;
    }

    private static Task<DnsMessage> AskAsync(SimulatedCloud cloud, string name, DnsType type) => Asker.AskAsync(cloud.Server.NameServer, name, type, recursive: false, Cancelled);
}
