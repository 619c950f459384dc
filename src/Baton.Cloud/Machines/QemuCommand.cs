using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Cloud.Programs;

namespace Baton.Cloud.Machines;

/// <summary>The command line of a machine.</summary>
internal sealed record QemuCommand(QemuOptions Options, bool Kvm)
{
    /// <summary>A machine larger than this gets this: it would not start, or take the memory from the others and from whoever works here.</summary>
    public int MemoryLimitMiB { get; init; } = (int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 >> 20);

    /// <summary>Devices that can be plugged in while the machine runs.</summary>
    public const int HotPlugPorts = 12;

    // The guest is not attacked by others through its kernel, and each of these costs seconds under emulation.
    private const string KernelParameters = "console=ttyS0 rw mitigations=off nokaslr audit=0 apparmor=0 selinux=0 tsc=reliable no_timer_check "
        + "random.trust_cpu=on loglevel=3 fsck.mode=skip systemd.show_status=0 net.ifnames=0";

    /// <param name="by">What brings the operating system up.</param>
    public HostProgram Start(MachineSpec spec, IReadOnlyList<string> diskFiles, BootsBy by = BootsBy.Kernel) => new("qemu-system-x86_64",
    [
        "-name", spec.InstanceId, "-nodefaults", "-no-user-config", "-display", "none", "-daemonize", "-pidfile", PidFile(Options, spec.InstanceId),
        "-machine", "q35", .. Accelerator, "-m", $"{Math.Min(spec.MemoryMiB, MemoryLimitMiB)}M", "-smp", $"{Math.Min(spec.Cpus, Environment.ProcessorCount)}",
        // A reboot inside an emulating process is twice as slow as a new process.
        "-no-reboot",
        .. by == BootsBy.Kernel ? ["-kernel", Options.Kernel, "-initrd", Options.Initrd, "-append", Append(spec)] : Array.Empty<string>(),
        .. Smbios(spec.InstanceId),
        "-chardev", $"socket,id=qmp,path={QmpSocket(Options, spec.InstanceId)},server=on,wait=off", "-mon", "chardev=qmp,mode=control",
        "-chardev", $"file,id=console,path={Escape(ConsoleFile(Options, spec.InstanceId))},append=on", "-serial", "chardev:console",
        .. spec.Nics.SelectMany(Nic),
        .. spec.Disks.Zip(diskFiles).SelectMany((disk, index) => Disk(disk.First, disk.Second, by == BootsBy.Firmware && index == 0)),
        .. Enumerable.Range(0, HotPlugPorts).SelectMany(RootPort),
    ]);

    /// <summary>Boots kernel and initrd as far as their first words.</summary>
    public HostProgram Probe() => new("qemu-system-x86_64",
    [
        "-nodefaults", "-no-user-config", "-display", "none", "-machine", "q35", .. Accelerator, "-m", "256M", "-no-reboot",
        "-kernel", Options.Kernel, "-initrd", Options.Initrd, "-append", $"{KernelParameters} vm.probe", "-serial", "stdio",
    ]);

    public static string PidFile(QemuOptions options, string instanceId) => Path.Combine(options.RunDirectory, $"{instanceId}.pid");

    public static string QmpSocket(QemuOptions options, string instanceId) => Path.Combine(options.RunDirectory, $"{instanceId}.qmp");

    public static string ConsoleFile(QemuOptions options, string instanceId) => Path.Combine(options.ConsoleDirectory, $"{instanceId}.log");

    /// <summary>QEMU's own end of the pair of sockets of an interface; the switch binds the other one.</summary>
    public static string NicSocket(QemuOptions options, string interfaceId) => Path.Combine(options.RunDirectory, $"{interfaceId}.q");

    /// <summary>vol-0123… as a serial, without the dash as on Nitro: a virtio serial has at most 20 characters.</summary>
    public static string Serial(string volumeId) => volumeId.Replace("-", "", StringComparison.Ordinal);

    public static string DeviceId(string volumeId) => $"disk-{Serial(volumeId)}";

    /// <summary>At most 31 characters: volume and layer.</summary>
    public static string NodeName(string volumeId, string file) => $"{Serial(volumeId)}-{Path.GetFileNameWithoutExtension(file)}";

    public static JsonObject BlockNode(string volumeId, string file) => new()
    {
        ["driver"] = "qcow2",
        ["node-name"] = NodeName(volumeId, file),
        ["discard"] = "unmap",
        ["file"] = new JsonObject { ["driver"] = "file", ["filename"] = file, ["discard"] = "unmap" },
    };

    // Nehalem is the level that distributions ask for by now, rdrand seeds the kernel's random numbers at once. The translation buffer takes
    // a GiB of the host's memory by default.
    private string[] Accelerator => Kvm
        ? ["-accel", "kvm", "-cpu", "host"]
        : ["-accel", "tcg,thread=multi,tb-size=128", "-cpu", "Nehalem,+rdrand"];

    private static string Append(MachineSpec spec)
    {
        var nic = spec.Nics[0];
        return $"{KernelParameters} vm.root={Serial(spec.Disks[0].VolumeId)} vm.address={nic.PrivateAddress}/{nic.PrefixLength} vm.router={nic.RouterAddress}";
    }

    private static string[] Smbios(string instanceId)
    {
        // Instances of EC2 are told by a UUID that starts with ec2; this one stays the same over reboots.
        var digits = "ec2" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instanceId)))[..29];
        var uuid = Guid.ParseExact(digits, "N").ToString("D", CultureInfo.InvariantCulture);
        return
        [
            "-uuid", uuid,
            "-smbios", "type=0,vendor=Amazon EC2,version=1.0",
            "-smbios", $"type=1,manufacturer=Amazon EC2,uuid={uuid},serial={uuid}",
            "-smbios", $"type=2,manufacturer=Amazon EC2,asset={instanceId}",
            "-smbios", $"type=3,manufacturer=Amazon EC2,asset={instanceId}",
        ];
    }

    private IEnumerable<string> Nic(MachineNic nic)
    {
        var qemu = NicSocket(Options, nic.InterfaceId);
        return
        [
            "-netdev", $"dgram,id={nic.InterfaceId},local.type=unix,local.path={qemu},remote.type=unix,remote.path={Path.ChangeExtension(qemu, "sw")}",
            "-device", $"virtio-net-pci,netdev={nic.InterfaceId},mac={nic.MacAddress},host_mtu=9001,romfile=",
        ];
    }

    private static IEnumerable<string> Disk(MachineDisk disk, string file, bool isBooted) =>
    [
        "-blockdev", BlockNode(disk.VolumeId, file).ToJsonString(),
        "-device", $"virtio-blk-pci,drive={NodeName(disk.VolumeId, file)},id={DeviceId(disk.VolumeId)},serial={Serial(disk.VolumeId)},discard=on{(isBooted ? ",bootindex=0" : "")}",
    ];

    private static IEnumerable<string> RootPort(int index) =>
        ["-device", $"pcie-root-port,id=port{index},chassis={index + 1},slot={index + 1}"];

    private static string Escape(string path) => path.Replace(",", ",,", StringComparison.Ordinal);
}
