using Baton.Aws.Ec2;
using Baton.Cloud.Faults;
using Baton.Engine.Problems;
using Baton.Hosts.Ssh;
using Baton.Operations;
using Baton.Operations.Configuration;

namespace Baton.Tests.Operations;

/// <summary>Bad input is refused with all that is wrong, by code, before anything is changed.</summary>
public sealed class PreflightTests
{
    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        await using var stage = await Stage.SetAsync();
        stage.Options = stage.Options with
        {
            Gate = new(),
            Checks = [new() { Name = "port", Kind = CheckKind.Tcp, Target = "nowhere" }],
            Consistency = ConsistencyLevel.Shutdown,
        };

        Assert.Equal(["BTN0634", "BTN0637", "BTN0648", "BTN0650"], await RefusedAsync(stage, new() { MemoryMiB = 1L << 30 }));
    }

    [Theory]
    [InlineData("t4g.medium", "BTN0638")]
    [InlineData("t3.micro", "BTN0642")]
    [InlineData("t3.enormous", "BTN0636")]
    public async Task A_type_that_does_not_suit_is_refused(string type, string code)
    {
        await using var stage = await Stage.SetAsync();

        Assert.Contains(code, await RefusedAsync(stage, new() { InstanceType = type }));
    }

    [Fact]
    public async Task Memory_is_found_in_the_same_family()
    {
        await using var stage = await Stage.SetAsync();

        var run = await stage.Operations.PrepareResizeAsync(stage.Options, new() { MemoryMiB = 3000 }, TestContext.Current.CancellationToken);

        Assert.Contains(run.Plan.Steps, step => step.Describe().Changes.Contains("t3.medium", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_PostgreSQL_that_does_not_run_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        stage.Server.PostgresRuns = false;

        Assert.Equal(["BTN0401"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
        stage.Server.PostgresRuns = true;
    }

    [Fact]
    public async Task A_PostgreSQL_that_is_too_old_and_a_disk_without_room_for_its_log_are_refused()
    {
        await using var stage = await Stage.SetAsync();
        (stage.Server.PostgresVersion, stage.Server.WalFreeBytes) = (11, 1 << 20);

        Assert.Equal(["BTN0402", "BTN0408"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
    }

    [Fact]
    public async Task A_server_whose_disk_is_full_is_refused_by_both_plans()
    {
        await using var stage = await Stage.SetAsync();
        stage.Server.RootFreeBytes = 1 << 20;

        Assert.Equal(["BTN0332"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
        Assert.Equal(["BTN0332"], Codes(await Assert.ThrowsAsync<BatonException>(stage.PrepareImageAsync)));
    }

    [Fact]
    public async Task A_quota_that_is_used_up_is_found_before_anything_is_made()
    {
        await using var stage = await Stage.SetAsync();
        stage.Cloud.Server.Faults.Add(new() { Action = "RunInstances", Kind = FaultKind.Error, Code = "VcpuLimitExceeded", Times = 1 });

        Assert.Equal(["BTN0513"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
    }

    [Fact]
    public async Task A_server_that_refuses_SSH_or_has_another_host_key_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        var target = new SshTarget { Name = "payroll", Address = "127.0.0.1", User = "admin" };
        foreach (var refusal in new[] { SshProblems.Refused(target), SshProblems.LoginDenied(target, "publickey"), SshProblems.HostKeyChanged(target, "SHA256:a", "SHA256:b") })
        {
            stage.Fleet.Refuses = refusal;
            Assert.Equal([refusal.Code], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
        }
    }

    [Fact]
    public async Task Folders_and_units_that_the_server_does_not_have_are_refused_by_both_plans()
    {
        await using var stage = await Stage.SetAsync();
        stage.Server.Missing.UnionWith(["/srv/payroll/documents", "cron.service"]);

        Assert.Equal(["BTN0323", "BTN0327"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
        Assert.Equal(["BTN0323", "BTN0327"], Codes(await Assert.ThrowsAsync<BatonException>(stage.PrepareImageAsync)));
    }

    [Fact]
    public async Task A_server_that_lets_nobody_in_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        stage.Server.Dead = true;

        Assert.Equal(["BTN0304"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
        stage.Server.Dead = false;
    }

    [Fact]
    public async Task A_server_without_an_Elastic_IP_is_refused_unless_the_change_is_accepted()
    {
        await using var stage = await Stage.SetAsync();
        var address = (await stage.Cloud.SendAsync(new DescribeAddressesRequest())).Addresses[0];
        await stage.Cloud.SendAsync(new DisassociateAddressRequest { AssociationId = address.AssociationId });

        Assert.Equal(["BTN0644"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }, look: false));
        var accepted = stage.Options with { Launch = new() { AcceptAddressChange = true } };
        var run = await stage.Operations.PrepareResizeAsync(accepted, new() { MemoryMiB = 4096 }, TestContext.Current.CancellationToken);

        Assert.Contains(run.Notes, note => note.Contains("public address changes", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Plan.Steps, step => step.Name == "move-address");
    }

    [Fact]
    public async Task An_unknown_server_and_an_unknown_image_are_refused()
    {
        await using var stage = await Stage.SetAsync();
        stage.Options = stage.Options with { Instance = "i-00000000000000000" };

        Assert.Equal(["BTN0601"], await RefusedAsync(stage, new() { MemoryMiB = 4096 }));
        var error = await Assert.ThrowsAsync<BatonException>(() =>
            stage.Operations.PrepareVerifyAsync(stage.Options, new("ami-00000000000000000"), TestContext.Current.CancellationToken));
        Assert.Equal("BTN0615", error.Problems.Single().Code);
    }

    [Fact]
    public async Task An_image_name_that_is_taken_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        var named = await stage.Operations.PrepareImageAsync(stage.Options, new() { Name = "friday" }, TestContext.Current.CancellationToken);
        await stage.StartAsync(named);

        var error = await Assert.ThrowsAsync<BatonException>(() =>
            stage.Operations.PrepareImageAsync(stage.Options, new() { Name = "friday" }, TestContext.Current.CancellationToken));

        Assert.Equal("BTN0616", error.Problems.Single().Code);
    }

    private static async Task<IEnumerable<string>> RefusedAsync(Stage stage, ResizeRequest request, bool look = true)
    {
        var before = look ? await stage.DescribeAsync() : "";
        var error = await Assert.ThrowsAsync<BatonException>(() => stage.Operations.PrepareResizeAsync(stage.Options, request, TestContext.Current.CancellationToken));
        Assert.Equal(before, look ? await stage.DescribeAsync() : "");
        return Codes(error);
    }

    /// <summary>The codes of all that is said; each with a reason and a next step.</summary>
    private static IEnumerable<string> Codes(BatonException error)
    {
        Assert.All(error.Problems, problem =>
        {
            Assert.NotEmpty(problem.Message);
            Assert.NotEmpty(problem.Hint);
        });
        return error.Problems.Select(problem => problem.Code).Order();
    }
}
