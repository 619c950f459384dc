using Baton.Aws.Ec2;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Operations.Migrating;

namespace Baton.Tests.Operations.Migrating;

/// <summary>The fenced copy of a migration's new environment.</summary>
public sealed class MigrationTestTests
{
    [Fact]
    public async Task What_is_written_on_the_copy_never_reaches_production_and_goes_with_it()
    {
        await using var stage = await SyncedAsync();
        var before = await new CloudPicture(stage.Cloud.Client).DrawAsync();
        var fresh = Newest(stage);

        var test = await DoAsync(stage, stage.PrepareTestAsync);

        var copy = Newest(stage);
        Assert.NotSame(fresh, copy);
        Assert.True(copy is { IsPrimary: true, LinkedTo: null, Role: "verify" });
        Assert.True(fresh is { StandbySignal: true, PostgresRuns: true });
        Assert.Equal(["nginx.service", "payroll.service"], copy.Active.Order());
        Assert.False(copy.May("cron.service"));
        copy.Log.Add("written in the test");
        copy.Files.Add("written in the test");
        await DoAsync(stage, stage.PrepareSyncAsync);
        Assert.True(fresh is { StandbySignal: true, PostgresRuns: true });
        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(test.RunId)).Status);
        Assert.Equal(before, await new CloudPicture(stage.Cloud.Client).DrawAsync());

        await DoAsync(stage, stage.PrepareCutoverAsync);
        await stage.Users.WriteAsync();
        Assert.All([stage.Server, fresh], server => Assert.DoesNotContain("written in the test", server.Log.Concat(server.Files)));
        Assert.DoesNotContain(test.RunId, fresh.Witnesses);
        Assert.Empty(stage.Users.Lost(fresh));
        Assert.Empty(stage.Users.Refused);
    }

    [Fact]
    public async Task Nothing_gets_out_of_the_copy_and_only_the_operator_and_named_testers_get_in()
    {
        await using var stage = await SyncedAsync();
        stage.Options = stage.Options with { Test = new() { From = ["203.0.113.0/24"] } };

        await DoAsync(stage, stage.PrepareTestAsync);

        var copy = (await stage.Cloud.SendAsync(new DescribeInstancesRequest { InstanceIds = [Newest(stage).InstanceId] })).Reservations[0].Instances[0];
        var group = (await stage.Cloud.SendAsync(new DescribeSecurityGroupsRequest { GroupIds = [copy.SecurityGroups.Single().GroupId!] })).SecurityGroups.Single();
        Assert.Empty(group.IpPermissionsEgress);
        Assert.DoesNotContain("0.0.0.0/0", group.IpPermissions.SelectMany(permission => permission.IpRanges).Select(range => range.CidrIp));
        Assert.Equal([80, 443], group.IpPermissions.Where(permission => permission.IpRanges.Any(range => range.CidrIp == "203.0.113.0/24")).Select(permission => permission.FromPort ?? 0).Order());
    }

    [Fact]
    public async Task Differences_between_the_answers_are_listed_and_a_line_for_the_hosts_file_is_given()
    {
        await using var stage = await SyncedAsync();
        stage.Options = stage.Options with
        {
            Test = new() { Url = new("https://payroll.example.net"), Paths = ["/", "/login", "/reports"] },
            Dns = new() { Names = ["www.example.net"] },
        };
        stage.Fleet.Web = (server, path) => (server == stage.Server, path) switch
        {
            (false, "/reports") => new() { Status = 500, Body = "no" },
            (false, "/login") => new() { Status = 200, Body = "<h1>Log in, please</h1>" },
            (_, "/login") => new() { Status = 200, Body = "<h1>Log in</h1>" },
            _ => new() { Status = 200, Body = $"at {DateTimeOffset.UtcNow:O}" },
        };

        var test = await DoAsync(stage, stage.PrepareTestAsync);

        var results = stage.Journal.Results(test.RunId).ToDictionary(result => result.Name, result => result.Value);
        Assert.Equal("failed", results["verdict"]);
        Assert.Equal("3", results["answersCompared"]);
        Assert.Equal("status 200 on the old server, 500 on the copy; text, first in line 1: 'at …' on the old server, 'no' on the copy", results["difference at /reports"]);
        Assert.Equal("text, first in line 1: '<h1>Log in</h1>' on the old server, '<h1>Log in, please</h1>' on the copy", results["difference at /login"]);
        Assert.DoesNotContain("difference at /", results.Keys);
        Assert.Equal($"{results["address"]} payroll.example.net www.example.net", results["hostsLine"]);
        Assert.Contains(@"C:\Windows\System32\drivers\etc\hosts", results["hostsFile"], StringComparison.Ordinal);
        Assert.Contains("www.example.net", MigrationOperations.HostsReminder(MigrationOperations.Test(stage.Journal, "payroll")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_fails_its_checks_is_a_finding_and_stays_for_people_to_look_at()
    {
        await using var stage = await SyncedAsync();
        stage.Fleet.Booting = server => server.FailingChecks.Add("the first page answers");

        var test = await DoAsync(stage, stage.PrepareTestAsync);

        Assert.Contains(stage.Journal.Results(test.RunId), result => result is { Name: "verdict", Value: "failed" });
        Assert.NotNull(MigrationOperations.Status(stage.Journal, "payroll").Tested);
    }

    [Fact]
    public async Task There_is_one_copy_at_a_time_and_no_cut_over_beside_one()
    {
        await using var stage = await SyncedAsync();
        var test = await DoAsync(stage, stage.PrepareTestAsync);

        Assert.Equal("BTN0677", (await Assert.ThrowsAsync<BatonException>(stage.PrepareTestAsync)).Problems.Single().Code);
        Assert.Equal("BTN0677", (await Assert.ThrowsAsync<BatonException>(stage.PrepareCutoverAsync)).Problems.Single().Code);

        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(test.RunId)).Status);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        Assert.Equal("BTN0662", (await Assert.ThrowsAsync<BatonException>(stage.PrepareTestAsync)).Problems.Single().Code);
    }

    [Fact]
    public async Task Backing_out_takes_the_copy_along()
    {
        await using var stage = await Stage.SetElsewhereAsync();
        var before = await stage.DescribeAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareTestAsync);

        foreach (var run in MigrationOperations.BackOut(stage.Journal, "payroll"))
        {
            Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(run.Id)).Status);
        }

        Assert.Equal(before, await stage.DescribeAsync());
    }

    [Theory]
    [InlineData(DatabaseWay.Logical)]
    [InlineData(DatabaseWay.Dump)]
    public async Task A_database_that_comes_over_by_rows_is_refused_before_anything_is_made(DatabaseWay way)
    {
        await using var stage = await Stage.SetElsewhereAsync();
        stage.Server.WalLevel = "logical";
        stage.Database = way;
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);

        Assert.Equal("BTN0692", (await Assert.ThrowsAsync<BatonException>(stage.PrepareTestAsync)).Problems.Single().Code);
    }

    [Fact]
    public async Task A_check_that_is_red_on_the_old_server_lets_no_cut_over_begin()
    {
        await using var stage = await SyncedAsync();
        stage.Server.FailingChecks.Add("the first page answers");

        Assert.Equal("BTN0679", (await Assert.ThrowsAsync<BatonException>(stage.PrepareCutoverAsync)).Problems.Single().Code);

        stage.Server.FailingChecks.Clear();
        await DoAsync(stage, stage.PrepareCutoverAsync);
    }

    [Theory]
    [InlineData(true, false, "passed", "passed: 1 equal, 2 changed by users meanwhile (tables, sequences and folders)")]
    [InlineData(false, false, "passed", "passed: 3 equal, 0 changed by users meanwhile (tables, sequences and folders)")]
    [InlineData(false, true, "failed", "failed: 2 equal, 0 changed by users meanwhile, 1 different (tables, sequences and folders)")]
    public async Task A_row_that_is_missing_on_the_copy_is_found_and_what_users_write_meanwhile_is_told_apart(bool usersWrite, bool lost, string verdict, string data)
    {
        await using var stage = await SyncedAsync();
        if (!usersWrite)
        {
            stage.Users.Entrance = new() { InstanceId = "nowhere", PrivateAddress = "nowhere", Gate = "closed" };
        }

        stage.Fleet.Booting = server => server.Log.RemoveRange(0, lost ? 1 : 0);

        var test = await DoAsync(stage, stage.PrepareTestAsync);

        var results = stage.Journal.Results(test.RunId).ToDictionary(result => result.Name, result => result.Value);
        Assert.Equal(verdict, results["verdict"]);
        Assert.Equal(data, results["data equal"]);
        Assert.Equal(lost, results.ContainsKey("table payroll: public.entries"));
    }

    private static async Task<Stage> SyncedAsync()
    {
        var stage = await Stage.SetElsewhereAsync();
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
        return stage;
    }

    private static FakeServer Newest(Stage stage) => stage.Fleet.All.Last(server => server != stage.Server);

    private static async Task<RunOutcome> DoAsync(Stage stage, Func<Task<PreparedRun>> prepare)
    {
        var outcome = await stage.StartAsync(await prepare());
        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        return outcome;
    }
}
