using Baton.Cloud.Machines;

namespace Baton.Tests.Cloud.Machines;

public sealed class QemuCommandTests
{
    private static readonly QemuOptions Options = new()
    {
        RunDirectory = "/run/vm",
        ConsoleDirectory = "/var/a,b",
        Kernel = "/cache/vmlinuz",
        Initrd = "/cache/initrd",
    };

    private static readonly MachineSpec Spec = new()
    {
        InstanceId = "i-0123456789abcdef0",
        MemoryMiB = 1024,
        Cpus = 1,
        Disks = [new MachineDisk("vol-00000000000000001", "/dev/xvda"), new MachineDisk("vol-00000000000000002", "/dev/sdf")],
        Nics =
        [
            new MachineNic
            {
                InterfaceId = "eni-00000000000000003",
                MacAddress = "06:11:22:33:44:55",
                PrivateAddress = "172.31.5.12",
                PrefixLength = 20,
                RouterAddress = "172.31.0.1",
            },
        ],
    };

    [Fact]
    public void A_disk_that_boots_by_itself_gets_no_kernel_from_here()
    {
        var lines = string.Join(' ', new QemuCommand(Options, Kvm: false).Start(Spec, ["/v/l4.qcow2", "/v/l7.qcow2"], BootsBy.Firmware).Arguments);

        Assert.DoesNotContain("-kernel", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("-append", lines, StringComparison.Ordinal);
        Assert.Contains("serial=vol00000000000000001,discard=on,bootindex=0", lines, StringComparison.Ordinal);
        Assert.EndsWith("discard=on", lines[..lines.IndexOf(" -device pcie-root-port", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x55AA, 0, BootsBy.Firmware)]
    [InlineData(0, 0xEF53, BootsBy.Kernel)]
    [InlineData(0x55AA, 0xEF53, BootsBy.Kernel)]
    [InlineData(0, 0, BootsBy.Kernel)]
    internal void The_beginning_of_a_disk_tells_how_it_boots(int signature, int magic, BootsBy by)
    {
        var beginning = new byte[BootSector.Length];
        (beginning[510], beginning[511]) = ((byte)(signature >> 8), (byte)signature);
        (beginning[1024 + 0x38], beginning[1024 + 0x39]) = ((byte)magic, (byte)(magic >> 8));

        Assert.Equal(by, BootSector.Tell(beginning));
    }

    [Fact]
    public void A_machine_is_started_with_its_disks_its_interface_and_its_identity()
    {
        var arguments = new QemuCommand(Options, Kvm: false).Start(Spec, ["/v/l4.qcow2", "/v/l7.qcow2"]).Arguments;

        var lines = string.Join(' ', arguments).Replace(" -", "\n-", StringComparison.Ordinal);
        var ports = string.Concat(Enumerable.Range(0, 12).Select(i => $"\n-device pcie-root-port,id=port{i},chassis={i + 1},slot={i + 1}"));
        Assert.Equal("""
            -name i-0123456789abcdef0
            -nodefaults
            -no-user-config
            -display none
            -daemonize
            -pidfile /run/vm/i-0123456789abcdef0.pid
            -machine q35
            -accel tcg,thread=multi,tb-size=128
            -cpu Nehalem,+rdrand
            -m 1024M
            -smp 1
            -no-reboot
            -kernel /cache/vmlinuz
            -initrd /cache/initrd
            -append console=ttyS0 rw mitigations=off nokaslr audit=0 apparmor=0 selinux=0 tsc=reliable no_timer_check random.trust_cpu=on loglevel=3 fsck.mode=skip systemd.show_status=0 net.ifnames=0 vm.root=vol00000000000000001 vm.address=172.31.5.12/20 vm.router=172.31.0.1
            -uuid ec257df7-3291-f7c5-3991-9b062b1a6e8a
            -smbios type=0,vendor=Amazon EC2,version=1.0
            -smbios type=1,manufacturer=Amazon EC2,uuid=ec257df7-3291-f7c5-3991-9b062b1a6e8a,serial=ec257df7-3291-f7c5-3991-9b062b1a6e8a
            -smbios type=2,manufacturer=Amazon EC2,asset=i-0123456789abcdef0
            -smbios type=3,manufacturer=Amazon EC2,asset=i-0123456789abcdef0
            -chardev socket,id=qmp,path=/run/vm/i-0123456789abcdef0.qmp,server=on,wait=off
            -mon chardev=qmp,mode=control
            -chardev file,id=console,path=/var/a,,b/i-0123456789abcdef0.log,append=on
            -serial chardev:console
            -netdev dgram,id=eni-00000000000000003,local.type=unix,local.path=/run/vm/eni-00000000000000003.q,remote.type=unix,remote.path=/run/vm/eni-00000000000000003.sw
            -device virtio-net-pci,netdev=eni-00000000000000003,mac=06:11:22:33:44:55,host_mtu=9001,romfile=
            -blockdev {"driver":"qcow2","node-name":"vol00000000000000001-l4","discard":"unmap","file":{"driver":"file","filename":"/v/l4.qcow2","discard":"unmap"}}
            -device virtio-blk-pci,drive=vol00000000000000001-l4,id=disk-vol00000000000000001,serial=vol00000000000000001,discard=on
            -blockdev {"driver":"qcow2","node-name":"vol00000000000000002-l7","discard":"unmap","file":{"driver":"file","filename":"/v/l7.qcow2","discard":"unmap"}}
            -device virtio-blk-pci,drive=vol00000000000000002-l7,id=disk-vol00000000000000002,serial=vol00000000000000002,discard=on
            """ + ports, lines);
    }

    [Fact]
    public void Writes_of_a_guest_reach_the_disk_when_the_guest_asks_for_it()
    {
        var arguments = new QemuCommand(Options, Kvm: true).Start(Spec, ["/v/l4.qcow2", "/v/l7.qcow2"]).Arguments;

        // The default cache mode passes flushes on; this is the one that does not.
        Assert.DoesNotContain(arguments, argument => argument.Contains("unsafe", StringComparison.Ordinal) || argument.Contains("no-flush", StringComparison.Ordinal));
    }

    [Fact]
    public void A_machine_larger_than_the_computer_gets_what_there_is()
    {
        var command = new QemuCommand(Options, Kvm: false) { MemoryLimitMiB = 4000 };

        var arguments = command.Start(Spec with { MemoryMiB = 65536, Cpus = 4096 }, ["/v/l4.qcow2", "/v/l7.qcow2"]).Arguments;

        Assert.Equal("4000M", arguments[arguments.ToList().IndexOf("-m") + 1]);
        Assert.Equal($"{Environment.ProcessorCount}", arguments[arguments.ToList().IndexOf("-smp") + 1]);
    }

    [Fact]
    public void Hardware_virtualization_shows_the_guest_the_real_processor()
    {
        var arguments = new QemuCommand(Options, Kvm: true).Start(Spec, ["/v/l4.qcow2", "/v/l7.qcow2"]).Arguments;

        Assert.Equal("host", arguments[arguments.ToList().IndexOf("-cpu") + 1]);
    }
}
