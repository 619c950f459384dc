using Baton.Aws.Route53;
using Baton.Engine.Journal;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations;
using Baton.Operations.Configuration;

namespace Baton.Tests.Operations;

public sealed class DnsPlanTests
{
    private const string Name = "payroll.example.com";

    public enum Which
    {
        Lower,
        Restore,
        Point,
    }

    [Fact]
    public async Task Lowering_waits_out_the_old_time_to_live_and_then_the_names_may_change()
    {
        await using var stage = await DnsStage.SetAsync(timeToLive: 2);
        stage.Options = stage.Options with { Dns = stage.Options.Dns with { TimeToLive = TimeSpan.FromSeconds(1) } };
        var began = DateTimeOffset.UtcNow;
        stage.Stage.Around = async (step, kind, call) =>
        {
            if (step.Name == "await-old-ttl" && kind == StepCall.Do)
            {
                Assert.Equal("1 192.0.2.1", await stage.RecordAsync(Name));
                Assert.Equal("BTN1016", stage.Operations.MayChangeNames("payroll")?.Code);
            }

            return await call();
        };

        var outcome = await stage.Stage.StartAsync(await stage.LowerAsync(overrideWait: null));

        Assert.Null(outcome.Failure);
        Assert.True(DateTimeOffset.UtcNow - began >= TimeSpan.FromSeconds(2), "It did not wait.");
        Assert.Null(stage.Operations.MayChangeNames("payroll"));
        var results = stage.Stage.Journal.Results(outcome.RunId).ToDictionary(result => result.Name, result => result.Value);
        Assert.Equal(("2", "1"), (results["ttlBefore"], results["ttlDuring"]));
    }

    [Fact]
    public async Task A_wait_that_is_killed_goes_on_where_it_was()
    {
        await using var stage = await DnsStage.SetAsync(timeToLive: 3);
        stage.Options = stage.Options with { Dns = stage.Options.Dns with { TimeToLive = TimeSpan.FromSeconds(1) } };
        var run = await stage.LowerAsync(overrideWait: null);
        stage.Stage.Journal.Written = entry =>
        {
            if (entry.Step == "await-old-ttl")
            {
                throw new TimeoutException("killed");
            }
        };
        await Assert.ThrowsAsync<TimeoutException>(() => stage.Stage.StartAsync(run));
        stage.Stage.Journal.Written = null;
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        var resumed = DateTimeOffset.UtcNow;

        var outcome = await stage.Stage.ResumeAsync(stage.Stage.Journal.Runs()[0].Id);

        Assert.Equal(RunStatus.Succeeded, outcome.Status);
        Assert.InRange(DateTimeOffset.UtcNow - resumed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Names_move_after_they_were_lowered_and_get_their_time_to_live_back()
    {
        await using var stage = await DnsStage.SetAsync();
        Assert.Equal("BTN1017", (await Assert.ThrowsAsync<BatonException>(stage.PointAsync)).Problems[0].Code);
        var lowered = await stage.LoweredAsync();

        var moved = await stage.Stage.StartAsync(await stage.PointAsync());
        Assert.Null(moved.Failure);
        Assert.Equal("60 192.0.2.99", await stage.RecordAsync(Name));
        Assert.Contains("convergedSeconds", stage.Stage.Journal.Measurements(moved.RunId).Select(measured => measured.Name));

        var restored = await stage.Stage.StartAsync(await stage.RestoreAsync());
        DnsOperations.Restored(stage.Stage.Journal, "payroll");
        Assert.Null(restored.Failure);
        Assert.Equal("300 192.0.2.99", await stage.RecordAsync(Name));
        Assert.Equal(RunStatus.Closed, stage.Stage.Journal.FindRun(lowered)!.Status);
    }

    [Fact]
    public async Task The_record_behind_a_CNAME_is_the_one_that_changes()
    {
        await using var stage = await DnsStage.SetAsync();
        await stage.PutAsync("www.example.com", "CNAME", 300, Name);
        stage.Options = stage.Options with { Dns = stage.Options.Dns with { Names = ["www.example.com", Name] } };

        var run = await stage.LowerAsync();

        Assert.Equal(["lower-ttl-payroll.example.com-a", "see-ttl", "await-old-ttl"], run.Plan.Steps.Select(step => step.Name));
        Assert.Contains(run.Notes, note => note.StartsWith("www.example.com. leads to payroll.example.com.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_else_names_the_old_address_is_told()
    {
        await using var stage = await DnsStage.SetAsync();
        await stage.PutAsync("example.com", "TXT", 300, "\"v=spf1 ip4:192.0.2.1 -all\"");
        await stage.PutAsync("example.com", "MX", 300, $"10 {Name}");
        await stage.PutAsync("example.com", "CAA", 300, "0 issue \"letsencrypt.org\"");

        var notes = string.Join('\n', (await stage.LowerAsync()).Notes);

        Assert.Contains("The TXT record of example.com. names 192.0.2.1", notes, StringComparison.Ordinal);
        Assert.Contains("Mail of example.com. goes to payroll.example.com.", notes, StringComparison.Ordinal);
        Assert.Contains("letsencrypt.org", notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("several.example.com", "BTN1008")]
    [InlineData("nothing.other.test", "BTN1011")]
    [InlineData("out.example.com", "BTN1007")]
    [InlineData("any.wild.example.com", "BTN1010")]
    [InlineData("missing.example.com", "BTN1009")]
    public async Task Names_that_cannot_be_moved_are_refused_with_the_reason(string name, string code)
    {
        await using var stage = await DnsStage.SetAsync();
        await stage.PutAsync("several.example.com", "A", 300, "192.0.2.1", "192.0.2.2");
        await stage.PutAsync("out.example.com", "CNAME", 300, "elsewhere.test");
        await stage.PutAsync("*.wild.example.com", "A", 300, "192.0.2.1");
        stage.Options = stage.Options with { Dns = stage.Options.Dns with { Names = [Name, name] } };

        var refused = await Assert.ThrowsAsync<BatonException>(stage.LowerAsync);

        Assert.Contains(code, refused.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_zone_that_is_not_ours_is_refused()
    {
        await using var stage = await DnsStage.SetAsync();
        stage.Options = stage.Options with { Dns = stage.Options.Dns with { Zone = "com" } };

        Assert.Equal("BTN1002", (await Assert.ThrowsAsync<BatonException>(stage.LowerAsync)).Problems[0].Code);
        stage.Options = Stage.Payroll;
        Assert.Equal("BTN1001", (await Assert.ThrowsAsync<BatonException>(stage.LowerAsync)).Problems[0].Code);
    }

    [Fact]
    public async Task An_alias_is_refused_since_it_has_no_time_to_live()
    {
        await using var stage = await DnsStage.SetAsync();
        await stage.Stage.Cloud.SendAsync(new ChangeResourceRecordSetsRequest
        {
            HostedZoneId = stage.ZoneId,
            ChangeBatch = new()
            {
                Changes =
                [
                    new()
                    {
                        Action = "CREATE",
                        ResourceRecordSet = new() { Name = "alias.example.com", Type = "A", AliasTarget = new() { HostedZoneId = stage.ZoneId, DNSName = Name, EvaluateTargetHealth = false } },
                    },
                ],
            },
        });
        stage.Options = stage.Options with { Dns = stage.Options.Dns with { Names = ["alias.example.com"] } };
        await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal("BTN1006", (await Assert.ThrowsAsync<BatonException>(stage.LowerAsync)).Problems[0].Code);
    }

    [Fact]
    public async Task A_person_is_told_what_to_change_and_watched_until_it_is_so()
    {
        await using var stage = await DnsStage.SetAsync();
        stage.Options = stage.Options with
        {
            Dns = stage.Options.Dns with { Provider = DnsProviderKind.Manual, Authorities = [stage.Stage.Cloud.Server.NameServer.ToString()] },
        };
        var run = await stage.LowerAsync();

        var going = stage.Stage.StartAsync(run);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(going.IsCompleted);
        await stage.PutAsync(Name, "A", 60, "192.0.2.1");

        Assert.Null((await going).Failure);
    }

    [Fact]
    public async Task A_person_who_does_nothing_is_not_waited_for_for_ever()
    {
        await using var stage = await DnsStage.SetAsync();
        var server = stage.Stage.Cloud.Server.NameServer.ToString();
        stage.Options = stage.Options with
        {
            Dns = stage.Options.Dns with { Provider = DnsProviderKind.Manual, Authorities = [server], Patience = TimeSpan.FromMilliseconds(50) },
        };

        var outcome = await stage.Stage.StartAsync(await stage.LowerAsync());

        var problem = Assert.IsType<BatonException>(outcome.Failure).Problems[0];
        Assert.Equal(("BTN1012", true), (problem.Code, problem.Message.Contains(server, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_second_lowering_is_refused_until_the_first_is_restored_or_taken_back()
    {
        await using var stage = await DnsStage.SetAsync();
        var first = await stage.LoweredAsync();

        Assert.Equal("BTN1019", (await Assert.ThrowsAsync<BatonException>(stage.LowerAsync)).Problems[0].Code);
        await stage.Stage.RollBackAsync(first);
        Assert.Equal("300 192.0.2.1", await stage.RecordAsync(Name));
        Assert.NotEmpty((await stage.LowerAsync()).Plan.Steps);
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_changed_is_not_overwritten()
    {
        await using var stage = await DnsStage.SetAsync();
        await stage.LoweredAsync();
        var run = await stage.PointAsync();
        await stage.PutAsync(Name, "A", 60, "192.0.2.50");

        var outcome = await stage.Stage.StartAsync(run);

        Assert.Equal("BTN1018", Assert.IsType<BatonException>(outcome.Failure).Problems[0].Code);
        Assert.Equal("60 192.0.2.50", await stage.RecordAsync(Name));
    }

    [Theory]
    [InlineData(Which.Lower)]
    [InlineData(Which.Restore)]
    [InlineData(Which.Point)]
    public async Task Fails_at_each_step_and_leaves_all_as_before(Which which)
    {
        await using var stage = await DnsStage.SetAsync();
        await (await HarnessAsync(stage, which)).FailsAtEachStepAsync();
    }

    [Theory]
    [InlineData(Which.Lower)]
    [InlineData(Which.Restore)]
    [InlineData(Which.Point)]
    public async Task Is_cancelled_at_each_step_and_undone(Which which)
    {
        await using var stage = await DnsStage.SetAsync();
        await (await HarnessAsync(stage, which)).IsCancelledAtEachStepAsync();
    }

    [Theory]
    [InlineData(Which.Lower)]
    [InlineData(Which.Restore)]
    [InlineData(Which.Point)]
    public async Task Runs_each_step_and_each_undo_twice_with_the_same_result(Which which)
    {
        await using var stage = await DnsStage.SetAsync();
        await (await HarnessAsync(stage, which)).RunsEachStepTwiceAsync();
    }

    [Theory]
    [InlineData(Which.Lower, true)]
    [InlineData(Which.Lower, false)]
    [InlineData(Which.Restore, true)]
    [InlineData(Which.Restore, false)]
    [InlineData(Which.Point, true)]
    [InlineData(Which.Point, false)]
    public async Task Killed_after_each_line_of_the_journal_it_is_resumed_or_rolled_back(Which which, bool resume)
    {
        await using var stage = await DnsStage.SetAsync();
        await (await HarnessAsync(stage, which)).IsKilledAfterEachLineAsync(resume, first: 0, every: 1);
    }

    [Theory]
    [InlineData(Which.Lower)]
    [InlineData(Which.Restore)]
    [InlineData(Which.Point)]
    public async Task Killed_while_it_goes_back_it_goes_back_all_the_same(Which which)
    {
        await using var stage = await DnsStage.SetAsync();
        await (await HarnessAsync(stage, which)).IsKilledWhileGoingBackAsync(first: 0, every: 1);
    }

    private static async Task<PlanHarness> HarnessAsync(DnsStage stage, Which which)
    {
        if (which != Which.Lower)
        {
            await stage.LoweredAsync();
        }

        return new(stage.Stage, which switch { Which.Lower => stage.LowerAsync, Which.Restore => stage.RestoreAsync, _ => stage.PointAsync });
    }
}
