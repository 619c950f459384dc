using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Hosts.Ssh;

namespace Baton.EndToEnd.Tests.Hosts;

/// <summary>Each way in which a server cannot be reached has its own problem and its own next step.</summary>
public sealed class SshProblemTests : IDisposable
{
    private readonly SshServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task An_unknown_host_key_is_not_trusted()
    {
        await using var host = new SshHost(_server.Target, _server.Settings);
        Assert.Equal("BTN0302", await ProblemOfAsync(host));
    }

    [Fact]
    public async Task A_changed_host_key_is_named()
    {
        _server.KnownHosts.Trust("i-0123", [_server.HostKey]);
        var known = _server.HostKey.Fingerprint;
        _server.Stop();
        _server.ChangeHostKey();
        _server.Start();
        await using var host = new SshHost(_server.Target, _server.Settings);
        var exception = await Assert.ThrowsAsync<BatonException>(() => host.RunAsync(new("facts"), TestContext.Current.CancellationToken));
        Assert.Equal("BTN0301", exception.Problems[0].Code);
        Assert.Contains(known, exception.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains(_server.HostKey.Fingerprint, exception.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_let_in_is_denied()
    {
        using var other = new SshServer();
        _server.KnownHosts.Trust("i-0123", [_server.HostKey]);
        await using var host = new SshHost(_server.Target with { IdentityFile = other.IdentityFile }, _server.Settings);
        Assert.Equal("BTN0305", await ProblemOfAsync(host));
    }

    [Fact]
    public async Task A_user_without_sudo_is_named_with_what_sudo_says()
    {
        // Whoever runs the tests may be root, and may have sudo.
        var programs = Directory.CreateTempSubdirectory("baton-no-sudo-");
        try
        {
            foreach (var (name, text) in (IEnumerable<(string, string)>)[("id", "echo 1000"), ("sudo", "echo 'sudo: a password is required' >&2; exit 1")])
            {
                var path = Path.Combine(programs.FullName, name);
                await File.WriteAllTextAsync(path, $"#!/bin/bash\n{text}\n", TestContext.Current.CancellationToken);
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            _server.Stop();
            _server.ProgramFolders = $"{programs.FullName}:/usr/bin:/bin";
            _server.Start();
            await using var host = _server.Connect();

            var problem = (await Assert.ThrowsAsync<BatonException>(() => host.RunAsync(new("facts"), TestContext.Current.CancellationToken))).Problems[0];

            Assert.Equal("BTN0306", problem.Code);
            Assert.Contains("a password is required", problem.Message, StringComparison.Ordinal);
            Assert.NotEmpty(problem.Hint);
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_server_without_sshd_refuses()
    {
        _server.Stop();
        await using var host = _server.Connect();
        Assert.Equal("BTN0303", await ProblemOfAsync(host));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_a_script_is_lost_and_the_next_script_gets_a_new_one()
    {
        await using var host = _server.Connect();
        var running = host.RunAsync(
            new("check-command") { Arguments = new Dictionary<string, string> { ["command"] = "sleep 20", ["expect"] = "", ["patience"] = "0" } },
            TestContext.Current.CancellationToken);
        await host.RunAsync(new("facts"), TestContext.Current.CancellationToken);
        _server.Stop();
        var exception = await Assert.ThrowsAsync<BatonException>(() => running);
        Assert.Equal("BTN0307", exception.Problems[0].Code);
        _server.Start();
        Assert.True((await host.RunAsync(new("facts"), TestContext.Current.CancellationToken)).Succeeded);
    }

    private static async Task<string> ProblemOfAsync(SshHost host) =>
        (await Assert.ThrowsAsync<BatonException>(() => host.RunAsync(new("facts"), TestContext.Current.CancellationToken))).Problems[0].Code;
}
