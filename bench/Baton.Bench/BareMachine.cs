using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Baton.Cloud.StockImages;
using Baton.Rehearsals.Stage;

namespace Baton.Bench;

/// <summary>
/// The stock image in a QEMU that somebody starts by hand: the machine's options are the cloud's, but its disks are raw files, its network is QEMU's own and nothing else is between.
/// </summary>
internal sealed class BareMachine : IAsyncDisposable
{
    // As the cloud has it: each of them saves time while booting.
    private const string Kernel = "console=ttyS0 rw mitigations=off nokaslr audit=0 apparmor=0 selinux=0 tsc=reliable no_timer_check random.trust_cpu=on loglevel=3 fsck.mode=skip systemd.show_status=0 net.ifnames=0";
    private const string Network = "169.254.169";

    private readonly string _console;
    private readonly Process _qemu;
    private readonly int _port;
    private readonly string _key;

    private BareMachine(Process qemu, string console, int port, string key) => (_qemu, _console, _port, _key) = (qemu, console, port, key);

    /// <param name="folder">Where its disks are: root.raw, and data.raw as a second one.</param>
    /// <param name="isKvm">Whether the cloud's machines have hardware virtualization.</param>
    public static BareMachine Start(StockImageFiles image, string folder, string key, bool isKvm)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        string[] accelerator = isKvm ? ["-accel", "kvm", "-cpu", "host"] : ["-accel", "tcg,thread=multi,tb-size=128", "-cpu", "Nehalem,+rdrand"];
        var console = Path.Combine(folder, "console");
        File.Delete(console);
        var metadata = $"bash {Path.Combine(AppContext.BaseDirectory, "metadata.sh")} {key}.pub";
        var qemu = Process.Start(new ProcessStartInfo("qemu-system-x86_64",
        [
            "-nodefaults", "-no-user-config", "-display", "none", "-machine", "q35", .. accelerator, "-m", "1024M", "-smp", $"{Math.Min(2, Environment.ProcessorCount)}", "-no-reboot",
            "-kernel", image.Kernel, "-initrd", image.Initrd, "-append", $"{Kernel} vm.root=root vm.address={Network}.15/24 vm.router={Network}.2",
            "-smbios", "type=2,manufacturer=Amazon EC2,asset=i-bare", "-serial", $"file:{console}",
            "-netdev", $"user,id=net,restrict=on,net={Network}.0/24,hostfwd=tcp:127.0.0.1:{port}-{Network}.15:22,guestfwd=tcp:{Network}.254:80-cmd:{metadata}",
            "-device", "virtio-net-pci,netdev=net,romfile=",
            .. Disk("root", folder), .. Disk("data", folder),
        ])
        { UseShellExecute = false }) ?? throw new InvalidOperationException("qemu-system-x86_64 does not start");
        return new(qemu, console, port, key);
    }

    /// <summary>As often as the cloud's console is asked. QEMU's network takes connections long before that and keeps them waiting.</summary>
    public async Task AwaitHostKeyAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!File.Exists(_console) || !(await File.ReadAllTextAsync(_console)).Contains("END SSH HOST KEY KEYS", StringComparison.Ordinal))
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMinutes(3))
            {
                throw new IOException("the bare machine has printed no host key");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }
    }

    public async Task<string> RunAsync(string command)
    {
        // It has a new host key each time and is reached by loopback alone.
        using var ssh = Process.Start(new ProcessStartInfo("ssh",
        [
            "-F", "none", "-i", _key, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
            "-o", "ConnectTimeout=30", "-p", $"{_port}", "admin@127.0.0.1", command,
        ])
        { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("ssh does not start");
        var answer = await ssh.StandardOutput.ReadToEndAsync();
        var complaint = await ssh.StandardError.ReadToEndAsync();
        await ssh.WaitForExitAsync();
        return ssh.ExitCode == 0 ? answer : throw new IOException($"{command}: {complaint.Trim()}");
    }

    public async ValueTask DisposeAsync()
    {
        _qemu.Kill();
        await _qemu.WaitForExitAsync();
        _qemu.Dispose();
    }

    private static IEnumerable<string> Disk(string name, string folder) =>
        ["-drive", $"file={Path.Combine(folder, $"{name}.raw")},format=raw,if=none,id={name},discard=unmap", "-device", $"virtio-blk-pci,drive={name},serial={name}"];
}
