using Baton.Cloud.Programs;
using Baton.Cloud.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Tests.Cloud.Storage;

public sealed class QcowStorageTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("qcow-").FullName;
    private QcowStorage _storage;

    public QcowStorageTests() => _storage = Open();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Files => [.. Directory.EnumerateFiles(_directory, "l*.*").Select(Path.GetFileName).Where(name => name != "layers.json").Order()!];

    public void Dispose()
    {
        _storage.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_snapshot_keeps_what_the_volume_held_at_its_moment()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);
        await WriteAsync("vol-1", 0x22);
        await _storage.CreateVolumeAsync("vol-2", 2, "snap-1", Cancellation);

        Assert.True(await HoldsAsync("vol-1", 0x22));
        Assert.True(await HoldsAsync("vol-2", 0x11));
        Assert.False(await HoldsAsync("vol-2", 0x22));
    }

    [Theory]
    [InlineData("RAW")]
    [InlineData("QCOW2")]
    [InlineData("VMDK")]
    [InlineData("VHD")]
    public async Task A_snapshot_goes_out_in_other_formats_and_comes_back_with_what_it_held(string format)
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);
        var path = Path.Combine(_directory, "disk");

        await _storage.ExportDiskAsync("snap-1", path, format, Cancellation);
        Assert.Equal(format, await DiskFormat.SniffAsync(path, Cancellation));
        Assert.Equal(1L << 30, await _storage.ImportDiskAsync("snap-2", path, format, Cancellation));

        await _storage.CreateVolumeAsync("vol-2", 1, "snap-2", Cancellation);
        Assert.True(await HoldsAsync("vol-2", 0x11));
    }

    [Fact]
    public async Task A_disk_that_names_other_files_is_refused()
    {
        var secret = Path.Combine(_directory, "secret");
        await File.WriteAllBytesAsync(secret, new byte[1 << 20], Cancellation);
        var text = Path.Combine(_directory, "text.vmdk");
        await File.WriteAllTextAsync(text, $"# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType=\"monolithicFlat\"\nRW 2048 FLAT \"{secret}\" 0\n", Cancellation);
        var layered = Path.Combine(_directory, "layered");
        await new HostProgram("qemu-img", ["create", "-q", "-f", "qcow2", "-b", secret, "-F", "raw", layered]).RunAsync(Cancellation);

        await Assert.ThrowsAsync<StorageException>(() => _storage.ImportDiskAsync("snap-1", text, "VMDK", Cancellation));
        await Assert.ThrowsAsync<StorageException>(() => _storage.ImportDiskAsync("snap-1", layered, "QCOW2", Cancellation));
    }

    [Fact]
    public async Task A_snapshot_is_read_by_where_its_bytes_are_also_after_layers_were_joined()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);
        await WriteAsync("vol-1", 0x22);
        await _storage.CreateSnapshotsAsync([("snap-2", "vol-1")], Cancellation);
        var (first, second) = (new byte[4096], new byte[4096]);

        await _storage.ReadSnapshotAsync("snap-1", 0, first, Cancellation);
        await _storage.ReadSnapshotAsync("snap-2", 0, second, Cancellation);
        Assert.Equal((0x11, 0x22), (first[100], second[100]));
        var map = await _storage.MapSnapshotAsync("snap-2", Cancellation);
        Assert.Equal(1L << 30, map.Sum(extent => extent.Length));
        Assert.True(map.Where(extent => extent.File is not null).Sum(extent => extent.Length) < 16 << 20);

        await _storage.DeleteSnapshotAsync("snap-1", Cancellation);
        await _storage.ReadSnapshotAsync("snap-2", 0, second, Cancellation);
        Assert.Equal(0x22, second[100]);
        await _storage.ReadSnapshotAsync("snap-2", (1L << 30) - 10, second, Cancellation);
        Assert.All(second, value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task A_snapshot_goes_out_as_one_file_and_comes_back()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await _storage.CreateSnapshotsAsync([("snap-0", "vol-1")], Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);
        await WriteAsync("vol-1", 0x22);
        var path = Path.Combine(_directory, "export");

        await _storage.ExportSnapshotAsync("snap-1", path, Cancellation);
        await _storage.RestoreSnapshotAsync("snap-2", path, Cancellation);
        await _storage.CreateVolumeAsync("vol-2", 1, "snap-2", Cancellation);

        Assert.True(await HoldsAsync("vol-2", 0x11));
    }

    [Fact]
    public async Task An_image_that_stands_on_a_file_of_this_computer_is_not_taken()
    {
        var (secret, image) = (Path.Combine(_directory, "secret"), Path.Combine(_directory, "image"));
        await File.WriteAllBytesAsync(secret, new byte[1 << 20], Cancellation);
        await new HostProgram("qemu-img", ["create", "-q", "-f", "qcow2", "-b", secret, "-F", "raw", image]).RunAsync(Cancellation);

        await Assert.ThrowsAsync<StorageException>(() => _storage.RestoreSnapshotAsync("snap-1", image, Cancellation));
        await Assert.ThrowsAsync<StorageException>(() => _storage.RestoreSnapshotAsync("snap-1", secret, Cancellation));
    }

    [Fact]
    public async Task Everything_is_still_there_after_a_restart()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);

        await RestartAsync();

        await _storage.CreateVolumeAsync("vol-2", 1, "snap-1", Cancellation);
        Assert.True(await HoldsAsync("vol-1", 0x11));
        Assert.True(await HoldsAsync("vol-2", 0x11));
    }

    [Fact]
    public async Task A_volume_that_grew_is_larger_on_disk_and_so_are_the_layers_above_it()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);

        await _storage.GrowVolumeAsync("vol-1", 3, Cancellation);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);

        Assert.Equal(3L << 30, await SizeAsync("vol-1"));
        Assert.True(await HoldsAsync("vol-1", 0x11));
    }

    [Fact]
    public async Task A_volume_that_a_machine_writes_to_is_grown_by_the_machine()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        FakeWriter? writer = null;
        await _storage.OpenAsync(["vol-1"], files => Task.FromResult<ILiveVolumes>(writer = new(["vol-1"], files)), Cancellation);

        await _storage.GrowVolumeAsync("vol-1", 3, Cancellation);

        Assert.Equal(3L << 30, writer!.Sizes["vol-1"]);
    }

    [Fact]
    public async Task A_copy_of_a_snapshot_outlives_it()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);

        await _storage.CopySnapshotAsync("snap-2", "snap-1", Cancellation);
        await _storage.DeleteSnapshotAsync("snap-1", Cancellation);
        await _storage.DeleteVolumeAsync("vol-1", Cancellation);

        await _storage.CreateVolumeAsync("vol-2", 1, "snap-2", Cancellation);
        Assert.True(await HoldsAsync("vol-2", 0x11));
    }

    [Fact]
    public async Task Each_call_can_be_repeated()
    {
        for (var time = 0; time < 2; time++)
        {
            await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
            await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);
            await _storage.CreateVolumeAsync("vol-2", 1, "snap-1", Cancellation);
        }

        Assert.Equal(["l1.qcow2", "l2.qcow2", "l3.qcow2"], Files);
        for (var time = 0; time < 2; time++)
        {
            await _storage.DeleteVolumeAsync("vol-1", Cancellation);
            await _storage.DeleteVolumeAsync("vol-2", Cancellation);
            await _storage.DeleteSnapshotAsync("snap-1", Cancellation);
        }

        Assert.Empty(Files);
    }

    [Fact]
    public async Task The_volume_of_a_deleted_snapshot_keeps_its_content_and_takes_the_layer_below_in()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);

        await _storage.DeleteSnapshotAsync("snap-1", Cancellation);

        Assert.True(await HoldsAsync("vol-1", 0x11));
        Assert.Equal(["l2.qcow2"], Files);
    }

    [Fact]
    public async Task A_layer_that_two_volumes_stand_on_stays_until_the_last_is_gone()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await WriteAsync("vol-1", 0x11);
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1")], Cancellation);
        await _storage.CreateVolumeAsync("vol-2", 1, "snap-1", Cancellation);
        await _storage.DeleteSnapshotAsync("snap-1", Cancellation);

        Assert.Equal(["l1.qcow2", "l2.qcow2", "l3.qcow2"], Files);
        Assert.True(await HoldsAsync("vol-2", 0x11));

        await _storage.DeleteVolumeAsync("vol-2", Cancellation);
        await _storage.DeleteVolumeAsync("vol-1", Cancellation);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task An_imported_image_is_shared_and_not_written()
    {
        var raw = Path.Combine(Directory.CreateDirectory(Path.Combine(_directory, "cache")).FullName, "disk.raw");
        await using (var image = File.Create(raw))
        {
            await image.WriteAsync(Enumerable.Repeat((byte)0x33, 65536).ToArray(), Cancellation);
            image.SetLength(1L << 30);
        }

        await _storage.ImportSnapshotAsync("snap-1", raw, Cancellation);
        await _storage.CreateVolumeAsync("vol-1", 2, "snap-1", Cancellation);
        Assert.True(await HoldsAsync("vol-1", 0x33));
        await WriteAsync("vol-1", 0x44);
        File.Delete(raw);

        await _storage.CreateVolumeAsync("vol-2", 1, "snap-1", Cancellation);
        Assert.True(await HoldsAsync("vol-2", 0x33));
        Assert.True(_storage.DiskUsageBytes() < 4 << 20);
    }

    [Fact]
    public async Task Volumes_of_one_running_machine_are_switched_in_one_transaction()
    {
        var writer = await OpenTwoAsync();

        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1"), ("snap-2", "vol-2")], Cancellation);

        Assert.Equal(["vol-1 vol-2"], writer.Transactions);
        Assert.Equal(["l3", "l4"], writer.Open.Values.Order());
    }

    [Fact]
    public async Task A_snapshot_that_a_machine_refuses_leaves_nothing()
    {
        var writer = await OpenTwoAsync();
        writer.OnSwitch = _ => throw new StorageException("no");

        await Assert.ThrowsAsync<StorageException>(
            () => _storage.CreateSnapshotsAsync([("snap-1", "vol-1"), ("snap-2", "vol-2")], Cancellation));

        Assert.Equal(["l1.qcow2", "l2.qcow2"], Files);
        await Assert.ThrowsAsync<StorageException>(() => _storage.CreateVolumeAsync("vol-3", 1, "snap-1", Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_kill_during_a_snapshot_the_running_machine_says_which_layer_is_right(bool switched)
    {
        var writer = await OpenTwoAsync();
        var journal = Path.Combine(_directory, "layers.json");
        byte[] atTheKill = [];
        writer.OnSwitch = switches =>
        {
            if (switched)
            {
                writer.Take(switches);
            }

            atTheKill = File.ReadAllBytes(journal);
            // Only so that the call below ends; what it writes down is taken back.
            writer.IsDead = true;
        };
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1"), ("snap-2", "vol-2")], Cancellation);
        await File.WriteAllBytesAsync(journal, atTheKill, Cancellation);
        writer.IsDead = false;

        await RestartAsync(writer);

        if (switched)
        {
            await _storage.CreateVolumeAsync("vol-3", 1, "snap-2", Cancellation);
        }
        else
        {
            Assert.Equal(["l1.qcow2", "l2.qcow2"], Files);
            await Assert.ThrowsAsync<StorageException>(() => _storage.CreateVolumeAsync("vol-3", 1, "snap-2", Cancellation));
        }

        await _storage.CloseAsync(["vol-1", "vol-2"], () => Task.CompletedTask, Cancellation);
        Assert.Equal(writer.Open["vol-2"], Path.GetFileNameWithoutExtension(await FileOfAsync("vol-2")));
    }

    [Fact]
    public async Task After_a_kill_of_the_cloud_and_its_machine_a_torn_upper_layer_is_dropped_and_a_whole_one_kept()
    {
        var writer = await OpenTwoAsync();
        var journal = Path.Combine(_directory, "layers.json");
        byte[] atTheKill = [];
        writer.OnSwitch = switches =>
        {
            atTheKill = File.ReadAllBytes(journal);
            writer.IsDead = true;
        };
        await _storage.CreateSnapshotsAsync([("snap-1", "vol-1"), ("snap-2", "vol-2")], Cancellation);
        await File.WriteAllBytesAsync(journal, atTheKill, Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(_directory, "l3.qcow2"), [], Cancellation);

        await RestartAsync();

        Assert.EndsWith("l1.qcow2", await FileOfAsync("vol-1"), StringComparison.Ordinal);
        Assert.EndsWith("l4.qcow2", await FileOfAsync("vol-2"), StringComparison.Ordinal);
        Assert.Equal(["l1.qcow2", "l2.qcow2", "l4.qcow2"], Files);
    }

    [Fact]
    public async Task A_file_that_no_book_knows_is_removed_at_the_next_start()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(_directory, "l9.qcow2"), [1], Cancellation);

        await RestartAsync();

        Assert.Equal(["l1.qcow2"], Files);
    }

    [Fact]
    public async Task A_full_disk_is_said_before_anything_is_made()
    {
        _storage.Dispose();
        _storage = new QcowStorage(
            new QcowStorageOptions { Directory = _directory, ReserveBytes = long.MaxValue }, NullLogger<QcowStorage>.Instance);

        var exception = await Assert.ThrowsAsync<StorageException>(() => _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation));

        Assert.Contains("The disk is full", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_volume_in_use_is_neither_deleted_nor_opened_twice()
    {
        await OpenTwoAsync();

        await Assert.ThrowsAsync<StorageException>(() => _storage.DeleteVolumeAsync("vol-1", Cancellation));
        await Assert.ThrowsAsync<StorageException>(() => _storage.OpenAsync(["vol-1"], _ => throw new InvalidOperationException(), Cancellation));
    }

    private QcowStorage Open() => new(new QcowStorageOptions { Directory = _directory, ReserveBytes = 0 }, NullLogger<QcowStorage>.Instance);

    private async Task RestartAsync(params ILiveVolumes[] machines)
    {
        _storage.Dispose();
        _storage = Open();
        await _storage.RecoverAsync(machines, Cancellation);
    }

    private async Task<FakeWriter> OpenTwoAsync()
    {
        await _storage.CreateVolumeAsync("vol-1", 1, null, Cancellation);
        await _storage.CreateVolumeAsync("vol-2", 1, null, Cancellation);
        FakeWriter? writer = null;
        await _storage.OpenAsync(["vol-1", "vol-2"], files =>
        {
            writer = new FakeWriter(["vol-1", "vol-2"], files);
            return Task.FromResult<ILiveVolumes>(writer);
        }, Cancellation);
        return writer!;
    }

    private async Task<string> FileOfAsync(string volumeId)
    {
        var path = "";
        await _storage.OpenAsync([volumeId], files =>
        {
            path = files[0];
            return Task.FromResult<ILiveVolumes>(new FakeWriter([volumeId], files));
        }, Cancellation);
        await _storage.CloseAsync([volumeId], () => Task.CompletedTask, Cancellation);
        return path;
    }

    private async Task WriteAsync(string volumeId, byte pattern) =>
        Assert.Equal(0, await QemuIoAsync($"write -P {pattern} 0 64k", await FileOfAsync(volumeId)));

    private async Task<bool> HoldsAsync(string volumeId, byte pattern) =>
        await QemuIoAsync($"read -P {pattern} 0 64k", await FileOfAsync(volumeId)) == 0;

    private async Task<long> SizeAsync(string volumeId)
    {
        var answer = await new HostProgram("qemu-img", ["info", "--output=json", await FileOfAsync(volumeId)]).RunAsync(Cancellation);
        using var document = System.Text.Json.JsonDocument.Parse(answer.Output);
        return document.RootElement.GetProperty("virtual-size").GetInt64();
    }

    private static async Task<int> QemuIoAsync(string command, string file) =>
        (await new HostProgram("qemu-io", ["-f", "qcow2", "-c", command, file]).RunAsync(Cancellation)).ExitCode;
}
