using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Baton.Cloud.Machines;
using Baton.Cloud.Network;
using Baton.EndToEnd.Tests.Machines;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.EndToEnd.Tests.Network;

/// <summary>Machines behind a switch, and an ssh that reaches them through their public addresses.</summary>
internal sealed class NetworkRoom : IAsyncDisposable
{
    private readonly MachineRoom _room;

    private NetworkRoom(MachineRoom room)
    {
        _room = room;
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", KeyFile);
        Metadata = new FixedMetadata(File.ReadAllText(KeyFile + ".pub").Trim());
        Switch = NewSwitch();
    }

    public FixedMetadata Metadata { get; }

    public VpcSwitch Switch { get; private set; }

    public MachineRoom Machines => _room;

    public string KeyFile => Path.Combine(_room.DirectoryPath, "key");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<NetworkRoom> OpenAsync() => new(await MachineRoom.OpenAsync());

    public static SecurityRules Open { get; } = new(
        [new SecurityRule("-1", 0, 65535) { Cidr = IPNetwork.Parse("0.0.0.0/0") }],
        [new SecurityRule("-1", 0, 65535) { Cidr = IPNetwork.Parse("0.0.0.0/0") }]);

    public static NetworkPort Port(int number) => new()
    {
        InterfaceId = $"eni-{number}",
        VpcId = "vpc-1",
        MacAddress = $"06:00:00:00:00:0{number}",
        PrivateAddress = IPAddress.Parse($"172.31.5.{10 + number}"),
        Subnet = IPNetwork.Parse("172.31.0.0/20"),
        Vpc = IPNetwork.Parse("172.31.0.0/16"),
        HostName = $"ip-172-31-5-{10 + number}",
        GroupIds = ["sg-1"],
        Rules = Open,
    };

    /// <summary>As after a kill -9 of the cloud: the old switch is not told anything, a new one is told everything.</summary>
    public async Task ReplaceSwitchAsync()
    {
        await Switch.DisposeAsync();
        Switch = NewSwitch();
    }

    public async Task StartAsync(int number) => await StartAsync(number, (await MachineRoom.StockImageAsync()).RawDisk, 512);

    /// <param name="disk">The image of the root volume.</param>
    public async Task StartAsync(int number, string disk, int memoryMiB)
    {
        var port = Port(number);
        Switch.Connect(port);
        await _room.Storage.ImportSnapshotAsync("snap-base", disk, Cancellation);
        await _room.Storage.CreateVolumeAsync($"vol-{number}", 8, "snap-base", Cancellation);
        await _room.StartAsync(new MachineSpec
        {
            InstanceId = $"i-{number}",
            MemoryMiB = memoryMiB,
            Cpus = 1,
            Disks = [new MachineDisk($"vol-{number}", "/dev/xvda")],
            Nics =
            [
                new MachineNic
                {
                    InterfaceId = port.InterfaceId,
                    MacAddress = port.MacAddress,
                    PrivateAddress = port.PrivateAddress.ToString(),
                    PrefixLength = 20,
                    RouterAddress = "172.31.0.1",
                },
            ],
        });
    }

    /// <summary>22, or what stands for it here.</summary>
    public int SshPort => Switch.PortOffsets.FirstOrDefault(offset => offset.Port == 22)?.ListensOn ?? 22;

    /// <summary>Runs a command on the machine behind an address; what it printed.</summary>
    public string Ssh(string address, string command) => Run("ssh", [.. SshOptions, "-p", $"{SshPort}", $"admin@{address}", command]);

    public string[] SshOptions =>
    [
        "-F", "none", "-i", KeyFile, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes",
        "-o", "ConnectTimeout=20",
    ];

    /// <summary>Waits until the machine behind the address greets as sshd does.</summary>
    public static async Task WaitForSshAsync(string address, int port, int seconds = 120)
    {
        var since = Stopwatch.StartNew();
        while (!(await GreetingAsync(address, port)).StartsWith("SSH-2.0", StringComparison.Ordinal))
        {
            Assert.True(since.Elapsed.TotalSeconds < seconds, $"{address} did not greet within {seconds} s.");
            await Task.Delay(100, Cancellation);
        }
    }

    public static async Task<string> GreetingAsync(string address, int port)
    {
        try
        {
            using var client = new TcpClient();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await client.ConnectAsync(IPAddress.Parse(address), port, limit.Token);
            var buffer = new byte[64];
            var length = await client.GetStream().ReadAsync(buffer, limit.Token);
            return System.Text.Encoding.ASCII.GetString(buffer, 0, length);
        }
        catch (Exception problem) when (problem is SocketException or IOException or OperationCanceledException)
        {
            return "";
        }
    }

    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}{output}");
        return output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await Switch.DisposeAsync();
        await _room.DisposeAsync();
    }

    private VpcSwitch NewSwitch() => new(
        new VpcSwitchOptions { RunDirectory = Path.Combine(_room.DirectoryPath, "run") }, Metadata, TimeProvider.System, NullLogger<VpcSwitch>.Instance);
}
