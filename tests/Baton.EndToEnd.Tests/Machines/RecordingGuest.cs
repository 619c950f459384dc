using System.Globalization;
using Baton.Cloud.Programs;

namespace Baton.EndToEnd.Tests.Machines;

/// <summary>
/// A guest of one shell script that boots in seconds: appends numbered records to a file on its second disk, then on its first, flushes each to disk and only
/// then says so on the console.
/// </summary>
internal static class RecordingGuest
{
    private const string Init = """
        #!/bin/busybox sh
        b=/bin/busybox
        $b mount -t proc proc /proc
        exec >/dev/console 2>&1
        if [ -e /reboot-once ]; then
            $b rm /reboot-once
            $b sync
            echo rebooting
            $b reboot -f
        fi
        [ -b /dev/vdb ] && $b mount -t ext4 /dev/vdb /data
        n=$($b cat /log 2>/dev/null | $b wc -l)
        echo "started after $n"
        while :; do
            n=$((n + 1))
            echo "$n" | $b dd of=/data/log bs=64 oflag=append conv=notrunc,fsync 2>/dev/null
            echo "$n" | $b dd of=/log bs=64 oflag=append conv=notrunc,fsync 2>/dev/null
            disks=
            for serial in /sys/block/vd*/serial; do
                disks="$disks $($b cat "$serial")"
            done
            echo "size $($b cat /sys/block/vdb/size)"
            echo "ack $n:$disks"
        done
        """;

    /// <summary>Makes the snapshot of a root disk (with a file that makes it reboot at first, if asked for) and the one of an empty data disk.</summary>
    public static async Task ImportAsync(MachineRoom room, bool rebootOnce = false)
    {
        var root = Directory.CreateDirectory(Path.Combine(room.DirectoryPath, "guest")).FullName;
        foreach (var folder in new[] { "bin", "sbin", "proc", "sys", "dev", "data" })
        {
            Directory.CreateDirectory(Path.Combine(root, folder));
        }

        File.Copy("/bin/busybox", Path.Combine(root, "bin/busybox"));
        await File.WriteAllTextAsync(Path.Combine(root, "sbin/init"), Init);
        File.SetUnixFileMode(Path.Combine(root, "sbin/init"), (UnixFileMode)0b111_101_101);
        if (rebootOnce)
        {
            await File.WriteAllTextAsync(Path.Combine(root, "reboot-once"), "");
        }

        await MakeDiskAsync(room, "snap-root", root);
        await MakeDiskAsync(room, "snap-data", Directory.CreateDirectory(Path.Combine(room.DirectoryPath, "empty")).FullName);
    }

    public static int LastAcknowledged(string console) =>
        console.Split('\n').Where(line => line.StartsWith("ack ", StringComparison.Ordinal) && line.EndsWith('\r'))
            .Select(line => int.Parse(line[4..line.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    public static string Disks(string console) =>
        console.Split('\n').LastOrDefault(line => line.StartsWith("ack ", StringComparison.Ordinal) && line.EndsWith('\r'))?
            .Split(": ")[^1].TrimEnd() ?? "";

    /// <summary>The records on a volume that no machine has, after what every mount does first: replaying the journal of the file system.</summary>
    public static async Task<int> CountRecordsAsync(MachineRoom room, string volumeId)
    {
        var raw = Path.Combine(room.DirectoryPath, $"{volumeId}.check");
        // Left by the exception, because nobody is to write to it.
        await Assert.ThrowsAsync<OperationCanceledException>(() => room.Storage.OpenAsync([volumeId], async files =>
        {
            await RunAsync("qemu-img", "check", "-q", files[0]);
            await RunAsync("qemu-img", "convert", "-O", "raw", files[0], raw);
            throw new OperationCanceledException();
        }, TestContext.Current.CancellationToken));
        var check = await new HostProgram("/sbin/e2fsck", ["-fp", raw]).RunAsync(TestContext.Current.CancellationToken);
        // 1: repaired without asking, such as orphaned inodes; more is damage.
        Assert.InRange(check.ExitCode, 0, 1);
        var log = await RunAsync("/sbin/debugfs", "-R", "cat /log", raw);
        File.Delete(raw);
        var records = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(1, records.Length).Select(n => $"{n}"), records);
        return records.Length;
    }

    private static async Task MakeDiskAsync(MachineRoom room, string snapshotId, string content)
    {
        var raw = Path.Combine(room.DirectoryPath, $"{snapshotId}.raw");
        await RunAsync("/sbin/mke2fs", "-q", "-F", "-t", "ext4", "-d", content, raw, "1G");
        await room.Storage.ImportSnapshotAsync(snapshotId, raw, TestContext.Current.CancellationToken);
    }

    private static async Task<string> RunAsync(string file, params string[] arguments)
    {
        var result = await new HostProgram(file, arguments).RunAsync(TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"{file}: {result.Errors}");
        return result.Output;
    }
}
