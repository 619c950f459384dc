using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Baton.EndToEnd.Tests.Program;

/// <summary>The program itself, and the local cloud as a process of its own.</summary>
public sealed class CloudProcessTests : IAsyncLifetime
{
    private readonly BatonProcess _baton = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _baton.RunAsync("cloud", "down");
        _baton.Dispose();
    }

    [Fact]
    public async Task A_cloud_goes_on_after_the_command_that_started_it_and_is_found_by_the_next()
    {
        var port = FreePort();

        var up = await _baton.AskAsync("cloud", "up", "--machines", "simulated", "--port", port);
        var again = await _baton.AskAsync("cloud", "up", "--machines", "simulated");
        var status = await _baton.AskAsync("cloud", "status");

        Assert.Equal(up.GetProperty("pid").GetInt32(), again.GetProperty("pid").GetInt32());
        Assert.Equal(up.GetProperty("pid").GetInt32(), status.GetProperty("pid").GetInt32());
        Assert.Equal("simulated", status.GetProperty("machines").GetString());

        Assert.False((await _baton.AskAsync("cloud", "down")).GetProperty("running").GetBoolean());
        Assert.Equal(1, (await _baton.RunAsync("cloud", "status")).Status);
    }

    [Fact]
    public async Task A_cloud_that_was_killed_starts_again_at_the_same_port_with_the_same_key()
    {
        var port = FreePort();
        var up = await _baton.AskAsync("cloud", "up", "--machines", "simulated", "--port", port);
        var key = (await _baton.AskAsync("cloud", "env")).GetProperty("AWS_SECRET_ACCESS_KEY").GetString();
        using (var process = Process.GetProcessById(up.GetProperty("pid").GetInt32()))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.Equal(1, (await _baton.RunAsync("cloud", "env")).Status);
        var back = await _baton.AskAsync("cloud", "up", "--machines", "simulated", "--port", port);

        Assert.NotEqual(up.GetProperty("pid").GetInt32(), back.GetProperty("pid").GetInt32());
        Assert.Equal(key, (await _baton.AskAsync("cloud", "env")).GetProperty("AWS_SECRET_ACCESS_KEY").GetString());
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (status, _, talk) = await _baton.RunAsync("cloud", "up", "--machines", "simulated", "--port", port);

        Assert.Equal(1, status);
        Assert.Contains("BTN0711", talk, StringComparison.Ordinal);
        Assert.Contains(port, talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_QEMU_the_packages_are_named()
    {
        var programs = Directory.CreateDirectory(Path.Combine(_baton.Home, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(programs, "setsid"), "/usr/bin/setsid");
        _baton.ProgramFolders = programs;

        var (status, _, talk) = await _baton.RunAsync("cloud", "up", "--machines", "qemu", "--port", "0");

        Assert.Equal(1, status);
        Assert.Contains("BTN0712", talk, StringComparison.Ordinal);
        Assert.Contains("qemu-utils", talk, StringComparison.Ordinal);
        Assert.False((await _baton.AskAsync("cloud", "status")).GetProperty("running").GetBoolean());
    }

    [Fact]
    public async Task A_fault_that_was_added_is_listed_until_it_is_cleared()
    {
        await _baton.AskAsync("cloud", "up", "--machines", "simulated", "--port", FreePort());

        await _baton.AskAsync("cloud", "fault", "add", "RunInstances", "InsufficientInstanceCapacity", "--times", "1");
        var listed = (await _baton.AskAsync("cloud", "fault", "list")).GetProperty("faults");
        Assert.Equal("RunInstances", Assert.Single(listed.EnumerateArray()).GetProperty("action").GetString());

        await _baton.AskAsync("cloud", "fault", "clear");
        Assert.Empty((await _baton.AskAsync("cloud", "fault", "list")).GetProperty("faults").EnumerateArray());
    }

    [Fact]
    public async Task Without_a_cloud_at_its_endpoint_an_operation_says_how_to_start_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_baton.Home, "baton.yaml"), $"region: us-east-1\nendpoint: http://127.0.0.1:{FreePort()}\nservers:\n  web:\n");

        var (status, _, talk) = await _baton.RunAsync("plan", "image", "web");

        Assert.Equal(1, status);
        Assert.Contains("BTN050", talk, StringComparison.Ordinal);
        Assert.Contains("baton cloud", talk, StringComparison.Ordinal);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
