using Baton.Engine.Journal;
using Baton.Engine.Leases;
using Baton.Engine.Plans;
using Baton.Engine.Problems;
using Baton.Operations;
using Baton.Operations.Configuration;
using Baton.Tests;
using Baton.Tests.Cloud;

namespace Baton.EndToEnd.Tests.Dns;

/// <summary>Names in a zone of a real BIND, changed by signed updates.</summary>
public sealed class Rfc2136Tests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-dns-").FullName;
    private SimulatedCloud _cloud = null!;
    private BindServer _bind = null!;
    private RunJournal _journal = null!;

    public async ValueTask InitializeAsync()
    {
        _cloud = await SimulatedCloud.StartAsync();
        _bind = await BindServer.StartAsync();
        _journal = new(Path.Combine(_folder, "journal.db"), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _journal.Dispose();
        await _bind.DisposeAsync();
        await _cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_name_is_lowered_pointed_elsewhere_and_restored()
    {
        var server = Server(_bind.KeyFile, "www.example.test");

        await RunAsync(server, new() { Action = DnsAction.Lower, OverrideWait = "this is a test" });
        Assert.Equal("payroll.example.test. 60 A 192.0.2.1", await AskAsync());
        await RunAsync(server, new() { Action = DnsAction.Point, Address = "192.0.2.99" });
        Assert.Equal("payroll.example.test. 60 A 192.0.2.99", await AskAsync());
        var restored = await RunAsync(server, new() { Action = DnsAction.Restore });
        Assert.Equal("payroll.example.test. 300 A 192.0.2.99", await AskAsync());
        Assert.Equal(RunStatus.Succeeded, restored.Status);
    }

    [Fact]
    public async Task What_was_changed_is_taken_back()
    {
        var server = Server(_bind.KeyFile);
        var lowered = await RunAsync(server, new() { Action = DnsAction.Lower, OverrideWait = "this is a test" });
        var run = _journal.FindRun(lowered.RunId)!;

        var plan = await new ServerOperations(Services).BuildAsync(run.Kind, run.Arguments, TestContext.Current.CancellationToken);
        await Runner.RollBackAsync(run, plan, new(), new SilentObserver(), TestContext.Current.CancellationToken);

        Assert.Equal("payroll.example.test. 300 A 192.0.2.1", await AskAsync());
    }

    [Theory]
    [InlineData("update-key", "BADSIG")]
    [InlineData("nobodys-key", "BADKEY")]
    public async Task A_key_that_the_server_does_not_accept_is_named(string name, string reason)
    {
        var key = _bind.WriteKey("wrong", name);

        var problem = await FailsAsync(Server(key));

        Assert.Equal("BTN1003", problem.Code);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Contains(key, problem.Message, StringComparison.Ordinal);
        Assert.Equal("payroll.example.test. 300 A 192.0.2.1", await AskAsync());
    }

    [Fact]
    public async Task An_update_without_a_key_is_refused()
    {
        Assert.Equal("BTN1004", (await FailsAsync(Server(null))).Code);
    }

    [Fact]
    public async Task Key_files_that_others_may_read_and_zones_of_others_are_refused_before_anything_is_tried()
    {
        File.SetUnixFileMode(_bind.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var server = Server(_bind.KeyFile);

        Assert.Equal("BTN1014", (await RefusedAsync(server)).Code);
        Assert.Equal("BTN1013", (await RefusedAsync(Server("/nowhere.key"))).Code);
        File.SetUnixFileMode(_bind.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains((await RefusedAsync(server with { Dns = server.Dns with { Names = ["a.example.org"], Zone = "example.org" } })).Code, (string[])["BTN1002", "BTN1011"]);
    }

    private OperationServices Services => new()
    {
        Aws = _cloud.Client, Connector = null!, Outside = null!, Time = TimeProvider.System, AwsPeriod = TimeSpan.FromMilliseconds(50),
    };

    private Runner Runner => new(_journal, LeaseOwner.ThisProcess(), TimeProvider.System);

    private ServerOptions Server(string? keyFile, string name = "payroll.example.test") => new()
    {
        Name = "payroll",
        Dns = new()
        {
            Names = [name], Provider = DnsProviderKind.Rfc2136, Zone = "example.test", Server = $"127.0.0.1:{_bind.Port}", KeyFile = keyFile,
            Resolvers = [$"127.0.0.1:{_bind.Port}"], Patience = TimeSpan.FromSeconds(5),
        },
    };

    private async Task<RunOutcome> RunAsync(ServerOptions server, DnsRequest request)
    {
        var run = await new DnsOperations(Services, _journal).PrepareAsync(server, request, TestContext.Current.CancellationToken);
        var outcome = await Runner.StartAsync(run.Plan, run.Arguments, new(), new SilentObserver(), TestContext.Current.CancellationToken);
        Assert.Null(outcome.Failure);
        return outcome;
    }

    private async Task<Problem> FailsAsync(ServerOptions server)
    {
        var run = await new DnsOperations(Services, _journal).PrepareAsync(server, new() { Action = DnsAction.Lower, OverrideWait = "this is a test" }, TestContext.Current.CancellationToken);
        var outcome = await Runner.StartAsync(run.Plan, run.Arguments, new(), new SilentObserver(), TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.RolledBack, outcome.Status);
        return Assert.IsType<BatonException>(outcome.Failure).Problems[0];
    }

    private async Task<Problem> RefusedAsync(ServerOptions server) =>
        (await Assert.ThrowsAsync<BatonException>(() => new DnsOperations(Services, _journal).PrepareAsync(server, new() { Action = DnsAction.Lower }, TestContext.Current.CancellationToken))).Problems[0];

    private async Task<string> AskAsync()
    {
        var answer = await new Baton.Dns.DnsAsker(TimeProvider.System).AskAsync(
            new(System.Net.IPAddress.Loopback, _bind.Port), "payroll.example.test", Baton.Dns.DnsType.A, recursive: false, TestContext.Current.CancellationToken);
        var record = Assert.Single(answer.Answers);
        return $"{record.Name} {record.TimeToLive} {record.Type} {record.Data}";
    }
}
