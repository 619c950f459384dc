using Baton.Aws.Route53;
using Baton.Engine.Journal;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations;
using Baton.Tests.Cloud.Route53;

namespace Baton.Tests.Operations.Migrating;

/// <summary>A migration whose users come by a name of baton.yaml.</summary>
public sealed class CutoverNamesTests
{
    private const string Name = "payroll.example.com";
    private const string Old = "192.0.2.1";

    [Fact]
    public async Task A_cut_over_does_not_begin_before_caches_have_forgotten_the_old_time_to_live()
    {
        await using var stage = await SetAsync();
        await SyncedAsync(stage);
        var before = await stage.DescribeAsync();

        Assert.Equal("BTN1017", await RefusedAsync(stage.PrepareCutoverAsync));
        var lower = await stage.StartAsync(await LowerAsync(stage, "a test"), new() { KeepOnFailure = true });
        Assert.Equal(RunStatus.Succeeded, lower.Status);
        Assert.NotEmpty((await stage.PrepareCutoverAsync()).Plan.Steps);
        await stage.RollBackAsync(lower.RunId);
        Assert.Equal("BTN1017", await RefusedAsync(stage.PrepareCutoverAsync));
        Assert.Equal(before, await stage.DescribeAsync());

        var plan = await stage.Migrations.CutoverAsync(stage.Options, new() { OverrideWait = "only staff uses it" }, TestContext.Current.CancellationToken);
        Assert.Equal(["point-name-payroll.example.com-a", "watch-names"], plan.Plan.Steps.TakeLast(2).Select(step => step.Name));
        Assert.Contains(plan.Notes, note => note.EndsWith("only staff uses it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cut_over_does_not_begin_while_the_wait_goes_on_or_when_the_time_to_live_was_raised_since()
    {
        await using var stage = await SetAsync();
        await SyncedAsync(stage);
        stage.Around = async (step, kind, call) =>
        {
            if (step.Name == "await-old-ttl" && kind == StepCall.Do)
            {
                Assert.Equal("BTN1016", await RefusedAsync(stage.PrepareCutoverAsync));
            }

            return await call();
        };
        Assert.Null((await stage.StartAsync(await LowerAsync(stage, null))).Failure);
        stage.Around = null;
        await PutAsync(stage, Old, 300);

        Assert.Equal("BTN1021", await RefusedAsync(stage.PrepareCutoverAsync));
    }

    [Fact]
    public async Task The_name_leads_to_the_new_server_and_a_finish_gives_it_its_time_to_live_back()
    {
        await using var stage = await SetAsync();
        await SyncedAsync(stage);
        var lower = await DoAsync(stage, () => LowerAsync(stage, "a test"));
        var cutover = await DoAsync(stage, stage.PrepareCutoverAsync);
        var address = stage.Journal.Results(cutover.RunId).Single(result => result.Name == "address").Value;
        Assert.Equal($"1 {address}", await RecordAsync(stage));
        Assert.Contains("convergedSeconds", stage.Journal.Measurements(cutover.RunId).Select(measured => measured.Name));

        await PutAsync(stage, Old, 1);
        Assert.Equal("BTN1022", await RefusedAsync(() => stage.Migrations.FinishAsync("payroll", new(), TestContext.Current.CancellationToken)));
        await PutAsync(stage, address, 1);
        stage.Users.Entrance = stage.Fleet.All.Single(server => server != stage.Server);
        await DoAsync(stage, () => stage.Migrations.FinishAsync("payroll", new(), TestContext.Current.CancellationToken));
        MigrationOperations.Close(stage.Journal, "payroll");

        Assert.Equal($"2 {address}", await RecordAsync(stage));
        Assert.Equal(RunStatus.Closed, stage.Journal.FindRun(lower.RunId)!.Status);
        Assert.Empty(stage.Users.Refused);
    }

    [Fact]
    public async Task Going_back_leads_the_name_back_and_keeps_the_new_server_until_caches_have_forgotten_it()
    {
        await using var stage = await SetAsync();
        await SyncedAsync(stage);
        var lower = await DoAsync(stage, () => LowerAsync(stage, "a test"));
        var cutover = await DoAsync(stage, stage.PrepareCutoverAsync);
        Assert.Null(await stage.Migrations.BackOutFromAsync("payroll", TestContext.Current.CancellationToken));

        Assert.Equal(RunStatus.RolledBack, (await stage.RollBackAsync(cutover.RunId)).Status);

        Assert.Equal($"1 {Old}", await RecordAsync(stage));
        var fresh = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.Equal("other", fresh.Gate);
        var from = await stage.Migrations.BackOutFromAsync("payroll", TestContext.Current.CancellationToken);
        Assert.InRange(from!.Value, DateTimeOffset.UtcNow.AddSeconds(-5), DateTimeOffset.UtcNow.AddSeconds(1));
        await PutAsync(stage, stage.Journal.Results(cutover.RunId).Single(result => result.Name == "address").Value, 1);
        Assert.Equal("BTN1022", await RefusedAsync(() => stage.Migrations.BackOutFromAsync("payroll", TestContext.Current.CancellationToken)));
        Assert.Contains(lower.RunId, MigrationOperations.BackOut(stage.Journal, "payroll").Select(run => run.Id));
    }

    [Fact]
    public async Task A_name_that_cannot_be_changed_takes_no_user_back_and_is_tried_again()
    {
        await using var stage = await SetAsync();
        await SyncedAsync(stage);
        await DoAsync(stage, () => LowerAsync(stage, "a test"));
        var run = await stage.PrepareCutoverAsync();
        await PutAsync(stage, "192.0.2.50", 1);

        var outcome = await stage.StartAsync(run);

        Assert.Equal("BTN1018", Assert.IsType<BatonException>(outcome.Failure).Problems[0].Code);
        Assert.Equal(RunStatus.Failed, outcome.Status);
        var fresh = stage.Fleet.All.Single(server => server != stage.Server);
        Assert.True(fresh.IsPrimary);
        Assert.Equal($"baton resume {outcome.RunId}", MigrationOperations.Status(stage.Journal, "payroll").Next);
        await PutAsync(stage, Old, 1);
        Assert.Equal(RunStatus.Succeeded, (await stage.ResumeAsync(outcome.RunId)).Status);
        await stage.Users.WriteAsync();
        Assert.Empty(stage.Users.Lost(fresh));
        Assert.Empty(stage.Users.Refused);
    }

    [Fact]
    public async Task Where_the_names_lead_is_looked_up()
    {
        await using var stage = await SetAsync();
        var names = new DnsOperations(stage.Services, stage.Journal);

        var standing = await names.StandingAsync(stage.Options, TestContext.Current.CancellationToken);
        Assert.Equal((null, Old, 2L), (standing!.LoweredBy, standing.Names.Single().Address, standing.Names.Single().TimeToLive));
        var lower = await DoAsync(stage, () => LowerAsync(stage, "a test"));

        standing = await names.StandingAsync(stage.Options, TestContext.Current.CancellationToken);
        Assert.Equal((lower.RunId, "a test", 1L), (standing!.LoweredBy, standing.NotWaited, standing.Names.Single().TimeToLive));
        Assert.Null(await names.StandingAsync(Stage.Payroll, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Fails_at_each_step_and_leaves_all_as_before()
    {
        await using var stage = await SetAsync();
        await ReadyAsync(stage);
        await Harness(stage).FailsAtEachStepAsync();
        Assert.Equal($"1 {Old}", await RecordAsync(stage));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(bool resume)
    {
        await using var stage = await SetAsync();
        await ReadyAsync(stage);
        await Harness(stage).IsKilledAfterEachLineAsync(resume, first: resume ? 0 : 1, every: 2);
        Assert.Equal($"1 {Old}", await RecordAsync(stage));
    }

    [Fact]
    public async Task A_roll_back_that_is_killed_is_rolled_back_to_the_end()
    {
        await using var stage = await SetAsync();
        await ReadyAsync(stage);
        await Harness(stage).IsKilledWhileGoingBackAsync(first: 0, every: 4);
        Assert.Equal($"1 {Old}", await RecordAsync(stage));
    }

    [Fact]
    public async Task A_finish_that_is_killed_after_each_line_of_the_journal_gives_the_name_its_time_to_live_back()
    {
        await using var stage = await SetAsync();
        await ReadyAsync(stage);
        await DoAsync(stage, stage.PrepareSyncAsync);
        await DoAsync(stage, stage.PrepareCutoverAsync);
        var run = await stage.Migrations.FinishAsync("payroll", new(), TestContext.Current.CancellationToken);

        var (kills, outcome) = await Kills.ToTheEndAsync(stage, run);

        Assert.Equal((RunStatus.Succeeded, 2 * run.Plan.Steps.Count), (outcome.Status, kills));
        Assert.StartsWith("2 ", await RecordAsync(stage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result()
    {
        await using var stage = await SetAsync();
        await ReadyAsync(stage);
        await Harness(stage).RunsEachStepTwiceAsync();
        Assert.Equal($"1 {Old}", await RecordAsync(stage));
    }

    private static PlanHarness Harness(Stage stage) => new(stage, async () =>
    {
        if (MigrationOperations.Status(stage.Journal, "payroll").Synced is null)
        {
            await DoAsync(stage, stage.PrepareSyncAsync);
        }

        return await stage.PrepareCutoverAsync();
    });

    private static async Task<Stage> SetAsync()
    {
        var stage = await Stage.SetElsewhereAsync();
        await stage.Cloud.MakeZoneAsync("example.com");
        await PutAsync(stage, Old, 2);
        stage.Options = stage.Options with { Dns = new() { Names = [Name], TimeToLive = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(5) } };
        return stage;
    }

    private static async Task SyncedAsync(Stage stage)
    {
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, stage.PrepareSyncAsync);
    }

    private static async Task ReadyAsync(Stage stage)
    {
        await DoAsync(stage, stage.PrepareMigrationAsync);
        await DoAsync(stage, () => LowerAsync(stage, "a test"));
        stage.Description = server => server.Describe()
            .Replace($"slots {string.Join(',', server.Slots.Order())}", "", StringComparison.Ordinal)
            .Replace($"watch {server.WatchesLog}", "", StringComparison.Ordinal);
    }

    private static Task<PreparedRun> LowerAsync(Stage stage, string? overrideWait) => new DnsOperations(stage.Services, stage.Journal)
        .PrepareAsync(stage.Options, new() { Action = DnsAction.Lower, OverrideWait = overrideWait }, TestContext.Current.CancellationToken);

    private static async Task<RunOutcome> DoAsync(Stage stage, Func<Task<PreparedRun>> prepare)
    {
        var outcome = await stage.StartAsync(await prepare());
        Assert.Null(outcome.Failure);
        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        return outcome;
    }

    private static async Task<string> RefusedAsync(Func<Task> prepare) => (await Assert.ThrowsAsync<BatonException>(prepare)).Problems.Single().Code;

    private static async Task PutAsync(Stage stage, string address, long timeToLive) =>
        await stage.Cloud.InSyncAsync(await stage.Cloud.ChangeAsync(await ZoneAsync(stage), "UPSERT", Name, "A", timeToLive, address));

    private static async Task<string> RecordAsync(Stage stage)
    {
        var sets = (await stage.Cloud.SendAsync(new ListResourceRecordSetsRequest { HostedZoneId = await ZoneAsync(stage) })).ResourceRecordSets;
        var set = sets.Single(set => set.Name == $"{Name}." && set.Type is "A");
        return $"{set.TTL} {set.ResourceRecords.Single().Value}";
    }

    private static async Task<string> ZoneAsync(Stage stage) =>
        (await stage.Cloud.SendAsync(new ListHostedZonesRequest())).HostedZones.Single().Id!.Split('/')[^1];
}
