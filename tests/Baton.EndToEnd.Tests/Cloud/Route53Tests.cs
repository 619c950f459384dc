using Baton.Aws.Route53;
using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Cloud;

/// <summary>Route 53 and its name server, as clients see them that are not ours: boto3, the AWS CLI and dig.</summary>
public sealed class Route53Tests
{
    [Fact]
    public async Task Boto3_drives_every_action_and_its_waiter_ends()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var (status, output, errors) = await ForeignClient.RunAsync(cloud, "/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Cloud", "route53_story.py"), cloud.Server.Endpoint.ToString());

        Assert.True(status == 0, errors);
        Assert.Empty(cloud.Server.ActionsOf("route53").Except(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task The_AWS_CLI_makes_a_zone_and_dig_sees_it_once_it_is_in_sync()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var zone = await AwsAsync(cloud, "create-hosted-zone", "--name", "example.com", "--caller-reference", "1", "--query", "HostedZone.Id");
        var change = await AwsAsync(
            cloud, "change-resource-record-sets", "--hosted-zone-id", zone, "--query", "ChangeInfo.Id", "--change-batch",
            """{"Changes":[{"Action":"CREATE","ResourceRecordSet":{"Name":"www.example.com","Type":"A","TTL":60,"ResourceRecords":[{"Value":"192.0.2.7"}]}}]}""");
        await AwsAsync(cloud, "wait", "resource-record-sets-changed", "--id", change);

        Assert.Equal("192.0.2.7", (await DigAsync(cloud, "+short", "www.example.com", "A")).Trim());
        var whole = await DigAsync(cloud, "+norecurse", "WWW.example.com", "A");
        Assert.Contains("flags: qr aa;", whole, StringComparison.Ordinal);
        Assert.Matches(@"WWW\.example\.com\.\s+60\s+IN\s+A\s+192\.0\.2\.7", whole);
    }

    [Fact]
    public async Task Dig_gets_aliases_wildcards_chains_and_negative_answers_as_of_any_name_server()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.Zero });
        await FillAsync(cloud);

        Assert.Equal("www.example.com.\n192.0.2.1\n", await DigAsync(cloud, "+short", "anything.example.com", "A"));
        Assert.Equal("192.0.2.1\n", await DigAsync(cloud, "+short", "example.com", "A"));
        Assert.Equal("10 mail.example.com.\n", await DigAsync(cloud, "+short", "example.com", "MX"));
        Assert.Equal("0 issue \"letsencrypt.org\"\n", await DigAsync(cloud, "+short", "example.com", "CAA"));
        Assert.Matches(@"status: NXDOMAIN[\s\S]*AUTHORITY: 1[\s\S]*example\.com\.\s+900\s+IN\s+SOA", await DigAsync(cloud, "nobody.www.example.com", "A"));
        Assert.Matches(@"status: NOERROR[\s\S]*ANSWER: 0, AUTHORITY: 1", await DigAsync(cloud, "www.example.com", "AAAA"));
        Assert.Matches(@"status: NOERROR[\s\S]*ANSWER: 0, AUTHORITY: 1", await DigAsync(cloud, "below.example.com", "A"));
        Assert.Contains("status: REFUSED", await DigAsync(cloud, "example.org", "A"), StringComparison.Ordinal);
        Assert.Contains("BADVERS", await DigAsync(cloud, "+edns=7", "+noednsneg", "www.example.com", "A"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dig_asks_again_by_TCP_when_the_answer_is_too_long_for_a_datagram()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { DnsPropagation = TimeSpan.Zero });
        await FillAsync(cloud);

        var truncated = await DigAsync(cloud, "+ignore", "+bufsize=512", "many.example.com", "A");
        var whole = await DigAsync(cloud, "+bufsize=512", "many.example.com", "A");

        Assert.Contains("flags: qr aa tc", truncated, StringComparison.Ordinal);
        Assert.Contains("ANSWER: 100,", whole, StringComparison.Ordinal);
        Assert.Contains("(TCP)", whole, StringComparison.Ordinal);
    }

    private static async Task FillAsync(SimulatedCloud cloud)
    {
        var zone = (await cloud.SendAsync(new CreateHostedZoneRequest { Name = "example.com", CallerReference = "1" })).HostedZone!.Id!;
        Change Set(string name, string type, params string[] values) => new()
        {
            Action = "CREATE", ResourceRecordSet = new() { Name = name, Type = type, TTL = 300, ResourceRecords = [.. values.Select(value => new ResourceRecord { Value = value })] },
        };
        await cloud.SendAsync(new ChangeResourceRecordSetsRequest
        {
            HostedZoneId = zone.Split('/')[^1],
            ChangeBatch = new()
            {
                Changes =
                [
                    Set("www.example.com", "A", "192.0.2.1"),
                    Set("*.example.com", "CNAME", "www.example.com"),
                    Set("example.com", "MX", "10 mail.example.com"),
                    Set("example.com", "CAA", "0 issue \"letsencrypt.org\""),
                    Set("deep.below.example.com", "A", "192.0.2.3"),
                    Set("many.example.com", "A", [.. Enumerable.Range(1, 100).Select(number => $"198.51.100.{number}")]),
                    new()
                    {
                        Action = "CREATE",
                        ResourceRecordSet = new()
                        {
                            Name = "example.com", Type = "A", AliasTarget = new() { HostedZoneId = zone.Split('/')[^1], DNSName = "www.example.com", EvaluateTargetHealth = false },
                        },
                    },
                ],
            },
        });
    }

    private static async Task<string> AwsAsync(SimulatedCloud cloud, params string[] arguments)
    {
        var (status, output, errors) = await ForeignClient.RunAsync(cloud, "/usr/bin/aws", ["--endpoint-url", cloud.Server.Endpoint.ToString(), "--output", "text", "route53", .. arguments]);
        Assert.True(status == 0, errors);
        return output.Trim();
    }

    private static async Task<string> DigAsync(SimulatedCloud cloud, params string[] arguments)
    {
        var server = cloud.Server.NameServer;
        var (status, output, errors) = await ForeignClient.RunAsync(cloud, "/usr/bin/dig", [$"@{server.Address}", "-p", $"{server.Port}", .. arguments]);
        Assert.True(status == 0, output + errors);
        return output;
    }
}
