using System.Diagnostics;
using System.Globalization;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Discovery;
using Baton.Hosts.Ssh;

namespace Baton.EndToEnd.Tests.Hosts;

public sealed class SshHostTests(SshServer server) : IClassFixture<SshServer>
{
    private static HostScript Command(string command, params (string Name, string Value)[] arguments) => new("check-command")
    {
        Arguments = new Dictionary<string, string>(arguments.Select(argument => KeyValuePair.Create(argument.Name, argument.Value)))
        {
            ["command"] = command,
            ["expect"] = "",
            ["patience"] = "0",
        },
    };

    [Fact]
    public async Task A_script_runs_as_root_and_answers()
    {
        await using var host = server.Connect();
        var facts = await new Facts(host).ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/hostname").Trim(), facts.HostName);
        Assert.True(facts.MemoryKiB > 1024);
        Assert.True(facts.Cpus >= 1);
    }

    [Fact]
    public async Task A_round_trip_costs_no_login()
    {
        await using var host = server.Connect();
        var clock = new List<double>();
        for (var i = 0; i < 21; i++)
        {
            var started = Stopwatch.GetTimestamp();
            Assert.True((await host.RunAsync(Command("true"), TestContext.Current.CancellationToken)).Succeeded);
            clock.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var processes = clock.Skip(1).Order().ElementAt(10);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"first {clock[0]:F1} ms, median {processes:F1} ms"));
        Assert.True(processes < clock[0], "a later script should not pay for the login again");
    }

    [Fact]
    public async Task Arguments_arrive_whole_and_not_in_the_environment_of_children()
    {
        await using var host = server.Connect();
        const string Difficult = "it's \"quoted\" $HOME `id` \\ ü\nsecond line\ttab";
        var result = await host.RunAsync(
            Command("! env | grep -q second_value && printf '%s' \"$first\" | sha256sum", ("first", Difficult), ("second", "second_value")), TestContext.Current.CancellationToken);
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Difficult)));
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_at_the_same_time_do_not_mix()
    {
        await using var host = server.Connect();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.RunAsync(Command($"sleep 0.1; echo number-{i}-"), TestContext.Current.CancellationToken)));
        for (var i = 0; i < results.Length; i++)
        {
            Assert.Contains($"number-{i}-", results[i].Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_script_that_takes_too_long_is_ended_on_the_server()
    {
        await using var host = server.Connect();
        var tag = $"7{Random.Shared.Next(100000, 999999)}";
        var exception = await Assert.ThrowsAsync<BatonException>(
            () => host.RunAsync(Command($"sleep {tag}") with { Timeout = TimeSpan.FromSeconds(1) }, TestContext.Current.CancellationToken));
        Assert.Equal("BTN0308", exception.Problems[0].Code);
        Assert.DoesNotContain(Process.GetProcessesByName("sleep"), process => File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(tag, StringComparison.Ordinal));
        Assert.True((await host.RunAsync(Command("true"), TestContext.Current.CancellationToken)).Succeeded);
    }

    [Fact]
    public async Task A_cancelled_script_is_ended_on_the_server()
    {
        await using var host = server.Connect();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(700));
        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(Command("sleep 77"), cancellation.Token));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_server_that_comes_up_later_is_waited_for()
    {
        using var late = new SshServer();
        late.Stop();
        await using var host = late.Connect();
        var waiting = host.WaitUntilReachableAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Task.Delay(600, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        late.Start();
        await waiting;
    }
}
