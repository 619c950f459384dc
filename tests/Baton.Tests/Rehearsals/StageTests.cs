using System.Formats.Tar;
using System.Text.Json;
using Baton.Aws.Ec2;
using Baton.Configuration;
using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Engine.Steps;
using Baton.Rehearsals;
using Baton.Rehearsals.Stage;

namespace Baton.Tests.Rehearsals;

public sealed class StageTests
{
    [Fact]
    public void Host_keys_are_the_last_ones_on_the_console_and_unfinished_ones_do_not_count()
    {
        const string Boot = "x\r\n-----BEGIN SSH HOST KEY KEYS-----\r\nssh-ed25519 {0} root@ip-172-31-0-4\r\n-----END SSH HOST KEY KEYS-----\r\n";
        Assert.Equal(["ssh-ed25519 BBBB"], Backstage.HostKeys(Boot.Replace("{0}", "AAAA", StringComparison.Ordinal) + Boot.Replace("{0}", "BBBB", StringComparison.Ordinal)));
        Assert.Empty(Backstage.HostKeys("-----BEGIN SSH HOST KEY KEYS-----\nssh-ed25519 AA"));
    }

    [Fact]
    public void The_sample_is_carried_whole_and_its_install_script_can_be_run()
    {
        using var stream = new MemoryStream(SampleFiles.Tar());
        using var reader = new TarReader(stream);
        var entries = new Dictionary<string, UnixFileMode>();
        while (reader.GetNextEntry() is { } entry)
        {
            entries.Add(entry.Name, entry.Mode);
        }

        Assert.True(entries["SmallPayroll/install.sh"].HasFlag(UnixFileMode.UserExecute));
        Assert.Contains("SmallPayroll/smallpayroll/web.py", entries.Keys);
        Assert.Contains("SmallPayroll/etc/smallpayroll.service", entries.Keys);
        Assert.DoesNotContain(entries.Keys, static name => name.Contains("tests/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_configuration_of_the_story_is_a_valid_one()
    {
        var text = PayrollConfiguration.Text(
            "i-0123456789abcdef0", "/tmp/key.pem", new Dictionary<string, string> { ["AWS_REGION"] = "us-east-1", ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:4570" });
        var server = Assert.Single(BatonFile.Parse(text, "baton.yaml").Servers);
        Assert.True(Assert.Single(server.Services).Warm);
        Assert.Equal(5080, Assert.Single(server.Gate.Ports));
        Assert.Equal(3, server.Checks.Count);
    }

    [Fact]
    public void What_was_not_there_before_and_is_not_wanted_is_left_over()
    {
        var before = Of(new Resource("volume", "vol-1", []));
        var after = Of(
            new Resource("volume", "vol-1", []),
            new Resource("image", "ami-1", [Run()]) { Parts = ["snap-1"] },
            new Resource("snapshot", "snap-1", [Run()]),
            new Resource("snapshot", "snap-2", [Run()]),
            new Resource("instance", "i-1", []));
        Assert.Equal(["snapshot snap-2", "instance i-1 without a tag"], after.LeftoversSince(before, ["ami-1", "i-1"]));
    }

    [Fact]
    public void Answers_are_read_by_path_and_missing_ones_are_null()
    {
        using var document = JsonDocument.Parse("""{"results":{"imageId":"ami-1"},"measurements":{"writePauseMs":12.5},"problems":[{"code":"BTN0601","message":"no","hint":""}]}""");
        var answer = new BatonAnswer(1, document.RootElement.Clone());
        Assert.Equal("ami-1", answer.Text("results", "imageId"));
        Assert.Equal(12.5, answer.Number("measurements", "writePauseMs"));
        Assert.Null(answer.Text("results", "nothing"));
        Assert.Equal(["baton image: no"], answer.Complaints("image"));
        Assert.Equal(["baton image ended with exit status 70."], new BatonAnswer(70, null).Complaints("image"));
    }

    [Fact]
    public void A_kill_point_names_a_step_of_any_run_or_of_one_kind()
    {
        Assert.True(KillPoint.Parse("promote-new").Matches("resize", "promote-new"));
        Assert.False(KillPoint.Parse("image:record-proof").Matches("resize", "record-proof"));
        Assert.True(KillPoint.Parse("image:record-proof").Matches("image", "record-proof"));
        Assert.Equal("image:record-proof", KillPoint.Parse("image:record-proof").ToString());
    }

    [Fact]
    public async Task The_journal_tells_from_outside_which_step_a_run_is_in()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var root = Directory.CreateTempSubdirectory("baton-journal-");
        var home = new StateDirectory(root.FullName);
        var watch = new JournalWatch(home, TimeProvider.System);
        using (var journal = new RunJournal(home.Journal, TimeProvider.System))
        {
            journal.AddRun(new() { Id = "resize-1", Kind = "resize", Subject = "web", Arguments = "{}", LeaseOn = "i-1", Status = RunStatus.Running, StartedAt = TimeProvider.System.GetUtcNow() });
            journal.Write("resize-1", "promote-new", StepEvent.Started);
            journal.Write("resize-1", "promote-new", StepEvent.Succeeded);
            var waiting = watch.WaitAsync([KillPoint.Parse("promote-new"), KillPoint.Parse("resize:check-new")], cancellation);
            await Task.Delay(100, cancellation);
            Assert.False(waiting.IsCompleted);

            journal.Write("resize-1", "check-new", StepEvent.Started);
            Assert.Equal("check-new", (await waiting).Step);
        }

        Assert.Equal("resize-1", watch.Unfinished()?.Id);
        root.Delete(recursive: true);
    }

    [Theory]
    [InlineData("t3.micro", "t3.medium")]
    public void The_cost_of_a_story_is_cents_and_of_a_bigger_server_more(string before, string after)
    {
        var cost = PriceList.Estimate(before, after, TimeSpan.FromMinutes(4));
        Assert.NotNull(cost);
        Assert.InRange(cost.Story, 0.001m, 0.5m);
        Assert.True(cost.MonthlyAfter > cost.MonthlyBefore);
        Assert.Null(PriceList.Estimate("nothing.at.all", after, TimeSpan.FromMinutes(4)));
    }

    private static Tag Run() => new() { Key = "baton:run", Value = "resize-1" };

    private static Inventory Of(params Resource[] resources) => new(resources.ToDictionary(static resource => resource.Id));
}
