using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Baton.Cloud.Machines;

namespace Baton.EndToEnd.Tests.Machines;

public sealed class QemuMachinesTests
{
    private const string Id = "i-0000000000000000a";
    private const string Root = "vol-0000000000000000a";
    private const string Data = "vol-0000000000000000b";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_of_two_disks_of_a_writing_machine_is_one_moment_and_holds_all_that_was_acknowledged()
    {
        await using var room = await MachineRoom.OpenAsync();
        await StartRecordingAsync(room);
        for (var round = 1; round <= 3; round++)
        {
            var atLeast = RecordingGuest.LastAcknowledged(room.Console(Id));
            await room.Storage.CreateSnapshotsAsync([($"snap-root{round}", Root), ($"snap-data{round}", Data)], Cancellation);
            var atMost = RecordingGuest.LastAcknowledged(room.Console(Id)) + 1;
            await room.WaitForConsoleAsync(Id, text => RecordingGuest.LastAcknowledged(text) > atMost + 5);

            var root = await CountInCopyAsync(room, $"snap-root{round}");
            var data = await CountInCopyAsync(room, $"snap-data{round}");

            Assert.InRange(root, atLeast, atMost);
            // Each record is written to the data disk first: any other pair is two different moments.
            Assert.InRange(data - root, 0, 1);
        }
    }

    [Fact]
    public async Task A_guest_sees_its_disk_grow_while_it_writes_and_keeps_all_it_wrote()
    {
        await using var room = await MachineRoom.OpenAsync();
        await StartRecordingAsync(room);

        await room.Storage.GrowVolumeAsync(Data, 3, Cancellation);

        // In sectors of 512 bytes.
        await room.WaitForConsoleAsync(Id, text => text.Contains($"size {(3L << 30) / 512}\r", StringComparison.Ordinal));
        await room.Storage.CreateSnapshotsAsync([("snap-root1", Root), ("snap-data1", Data)], Cancellation);
        Assert.InRange(await CountInCopyAsync(room, "snap-data1"), 4, int.MaxValue);
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_machine_and_cloud_are_killed_among_snapshots()
    {
        await using var room = await MachineRoom.OpenAsync();
        await StartRecordingAsync(room);
        var made = 0;
        var snapshots = Task.Run(async () =>
        {
            while (room.Machines.IsRunning(Id))
            {
                await room.Storage.CreateSnapshotsAsync([($"snap-root{made + 1}", Root), ($"snap-data{made + 1}", Data)], Cancellation);
                made++;
            }
        }, Cancellation);
        await room.WaitForConsoleAsync(Id, _ => made >= 20 || snapshots.IsCompleted);
        using (var qemu = Process.GetProcessById(Pid(room)))
        {
            qemu.Kill();
        }

        await snapshots;
        var acknowledged = RecordingGuest.LastAcknowledged(room.Console(Id));
        await room.RestartAsync();
        Assert.Empty(await room.Machines.AdoptAsync([MachineRoom.Spec(Id, Root, Data)], Cancellation));

        var root = await RecordingGuest.CountRecordsAsync(room, Root);
        var data = await RecordingGuest.CountRecordsAsync(room, Data);
        Assert.InRange(root, acknowledged, acknowledged + 1);
        Assert.InRange(data - root, 0, 1);
        await StartRecordingAsync(room, create: false);
    }

    [Fact]
    public async Task A_restarted_cloud_finds_its_machines_and_can_do_everything_with_them()
    {
        await using var room = await MachineRoom.OpenAsync();
        await StartRecordingAsync(room);
        var pid = Pid(room);
        await room.Storage.CreateVolumeAsync("vol-0000000000000000c", 1, null, Cancellation);
        await room.Storage.CreateVolumeAsync("vol-0000000000000000d", 1, null, Cancellation);
        await room.Machines.AttachAsync(Id, new MachineDisk("vol-0000000000000000c", "/dev/sdf"), Cancellation);

        await room.RestartAsync();
        // Killed after it wrote down that c was detached and d attached, before it did either.
        var adopted = await room.Machines.AdoptAsync(
            [MachineRoom.Spec(Id, Root, Data, "vol-0000000000000000d"), MachineRoom.Spec("i-none", "vol-none")], Cancellation);

        Assert.Equal([Id], adopted);
        Assert.Equal(pid, Pid(room));
        await room.WaitForConsoleAsync(
            Id, text => RecordingGuest.Disks(text) == "vol0000000000000000a vol0000000000000000b vol0000000000000000d");
        await room.Storage.DeleteVolumeAsync("vol-0000000000000000c", Cancellation);
        await room.Storage.CreateSnapshotsAsync([("snap-root1", Root), ("snap-data1", Data), ("snap-d1", "vol-0000000000000000d")], Cancellation);
        var exits = Exits(room);
        using (var qemu = Process.GetProcessById(pid))
        {
            qemu.Kill();
        }

        Assert.Equal((Id, MachineExit.Crashed), await exits.ReadAsync(Cancellation));
        Assert.False(room.Machines.IsRunning(Id));
    }

    [Fact]
    public async Task A_machine_whose_instance_is_unknown_after_a_restart_is_ended()
    {
        await using var room = await MachineRoom.OpenAsync();
        await StartRecordingAsync(room);
        using var qemu = Process.GetProcessById(Pid(room));

        await room.RestartAsync();
        await room.Machines.AdoptAsync([], Cancellation);

        await qemu.WaitForExitAsync(Cancellation);
        await room.Storage.DeleteVolumeAsync(Root, Cancellation);
    }

    [Fact]
    public async Task A_reboot_from_inside_is_a_new_process_of_the_same_machine()
    {
        await using var room = await MachineRoom.OpenAsync();
        var exits = Exits(room);
        await RecordingGuest.ImportAsync(room, rebootOnce: true);
        await CreateVolumesAsync(room);
        await room.StartAsync(MachineRoom.Spec(Id, Root, Data));
        var pid = Pid(room);

        await room.WaitForConsoleAsync(Id, text => text.Contains("rebooting", StringComparison.Ordinal) && text.Contains("ack 3:", StringComparison.Ordinal));

        Assert.NotEqual(pid, Pid(room));
        Assert.True(room.Machines.IsRunning(Id));
        Assert.False(exits.TryRead(out _));
    }

    [Fact]
    public async Task A_volume_is_plugged_in_and_pulled_out_while_the_machine_runs_also_after_snapshots_of_it()
    {
        const string added = "vol-0000000000000000c";
        await using var room = await MachineRoom.OpenAsync();
        await StartRecordingAsync(room);
        await room.Storage.CreateVolumeAsync(added, 1, null, Cancellation);

        for (var round = 1; round <= 2; round++)
        {
            await room.Machines.AttachAsync(Id, new MachineDisk(added, "/dev/sdg"), Cancellation);
            await room.WaitForConsoleAsync(Id, text => RecordingGuest.Disks(text) == "vol0000000000000000a vol0000000000000000b vol0000000000000000c");
            await room.Storage.CreateSnapshotsAsync([($"snap-a{round}", added)], Cancellation);
            await room.Storage.CreateSnapshotsAsync([($"snap-b{round}", added)], Cancellation);
            await room.Machines.DetachAsync(Id, added, Cancellation);
            await room.WaitForConsoleAsync(Id, text => RecordingGuest.Disks(text) == "vol0000000000000000a vol0000000000000000b");
        }

        await room.Storage.DeleteVolumeAsync(added, Cancellation);
    }

    private static int Pid(MachineRoom room) =>
        int.Parse(File.ReadAllText(Path.Combine(room.DirectoryPath, "run", $"{Id}.pid")), CultureInfo.InvariantCulture);

    private static ChannelReader<(string, MachineExit)> Exits(MachineRoom room)
    {
        var exits = Channel.CreateUnbounded<(string, MachineExit)>();
        room.Machines.Exited += (id, exit) => exits.Writer.TryWrite((id, exit));
        return exits.Reader;
    }

    private static async Task CreateVolumesAsync(MachineRoom room)
    {
        await room.Storage.CreateVolumeAsync(Root, 1, "snap-root", Cancellation);
        await room.Storage.CreateVolumeAsync(Data, 1, "snap-data", Cancellation);
    }

    private static async Task StartRecordingAsync(MachineRoom room, bool create = true)
    {
        if (create)
        {
            await RecordingGuest.ImportAsync(room);
            await CreateVolumesAsync(room);
        }

        var from = RecordingGuest.LastAcknowledged(room.Console(Id));
        await room.StartAsync(MachineRoom.Spec(Id, Root, Data));
        await room.WaitForConsoleAsync(Id, text => RecordingGuest.LastAcknowledged(text) > from + 3);
    }

    private static async Task<int> CountInCopyAsync(MachineRoom room, string snapshotId)
    {
        await room.Storage.CreateVolumeAsync("vol-copy", 1, snapshotId, Cancellation);
        var records = await RecordingGuest.CountRecordsAsync(room, "vol-copy");
        await room.Storage.DeleteVolumeAsync("vol-copy", Cancellation);
        return records;
    }
}
