using System.Globalization;
using Baton.Aws.Ec2;
using Baton.Cloud.StockImages;
using Baton.Engine.Problems;
using Baton.Rehearsals.Stage;

namespace Baton.Bench;

/// <summary>Real machines of the cloud beside a bare QEMU with the same image: until SSH answers, and what their disks can do. Then how long CreateSnapshot takes while a guest writes.</summary>
internal sealed class MachineBench(BenchStage stage)
{
    private const int Boots = 5;
    private const int Snapshots = 7;
    private static readonly int[] s_sizes = [1, 10, 50];
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public async Task RunAsync()
    {
        var folder = stage.NewFolder();
        await using (var cloud = new RehearsalCloud(stage.NewBaton(folder), TimeProvider.System))
        {
            await cloud.UpAsync(CancellationToken.None);
            var backstage = new Backstage(cloud.Aws, folder, TimeProvider.System);
            await backstage.CreateKeyAsync(CancellationToken.None);
            await LocalProgram.RunAsync("sh", ["-c", "ssh-keygen -y -f \"$0\" >\"$0.pub\"", folder.Key], CancellationToken.None);
            await BootAsync(cloud, backstage, folder);
            await DisksAsync(cloud, backstage, folder);
            await SnapshotsAsync(cloud, backstage);
        }

        BenchStage.Remove(folder);
    }

    private static async Task BootAsync(RehearsalCloud cloud, Backstage backstage, RehearsalFolder folder)
    {
        var (group, image) = (await backstage.CreateGroupAsync(CancellationToken.None), await backstage.StockImageAsync(CancellationToken.None));
        List<double> ours = [], bare = [];
        for (var run = 0; run < Boots; run++)
        {
            var (instance, _, taken) = await LaunchAsync(backstage, image, group);
            ours.Add(taken);
            await EndAsync(backstage, instance);
            var (machine, bareTaken) = await StartBareAsync(cloud, folder);
            bare.Add(bareTaken);
            await machine.DisposeAsync();
        }

        Console.WriteLine("| | the local cloud | a bare QEMU, raw disk | cloud ÷ bare |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| RunInstances, or the start of QEMU, until a command over SSH has answered, ms | {Numbers.Spread(ours)} | {Numbers.Spread(bare)} | {Median(ours) / Median(bare):N2} |"));
    }

    private static async Task DisksAsync(RehearsalCloud cloud, Backstage backstage, RehearsalFolder folder)
    {
        var group = (await cloud.Aws.SendAsync(new DescribeSecurityGroupsRequest { GroupNames = ["payroll"] }, CancellationToken.None)).SecurityGroups[0].GroupId!;
        var (instance, guest, _) = await LaunchAsync(backstage, await backstage.StockImageAsync(CancellationToken.None), group);
        var volume = await AttachAsync(cloud, backstage, instance, 2, "/dev/sdf");
        var ours = await DiskLoad.MeasureAsync(command => guest.RunAsync(command, null, null, CancellationToken.None), await DiskAsync(guest, volume));
        await EndAsync(backstage, instance);
        var (bare, _) = await StartBareAsync(cloud, folder);
        await using (bare)
        {
            var theirs = await DiskLoad.MeasureAsync(bare.RunAsync, "/dev/vdb");
            foreach (var ((row, one), other) in DiskLoad.Rows.Zip(ours).Zip(theirs))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row} | {one:N0} | {other:N0} | {one / other:N2} |"));
            }
        }
    }

    private static async Task SnapshotsAsync(RehearsalCloud cloud, Backstage backstage)
    {
        var group = (await cloud.Aws.SendAsync(new DescribeSecurityGroupsRequest { GroupNames = ["payroll"] }, CancellationToken.None)).SecurityGroups[0].GroupId!;
        var (instance, guest, _) = await LaunchAsync(backstage, await backstage.StockImageAsync(CancellationToken.None), group);
        Console.WriteLine();
        Console.WriteLine("| CreateSnapshot while the guest writes | until it has answered, ms | until it is completed, ms | longest write of the guest beside it, ms |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (size, index) in s_sizes.Select(static (size, index) => (size, index)))
        {
            var volume = await AttachAsync(cloud, backstage, instance, size, $"/dev/sd{(char)('g' + index)}");
            var disk = await DiskAsync(guest, volume);

            // Half of the smallest one, at most a GiB of the others, so that there is something to share.
            await guest.RunAsync($"sudo dd if=/dev/urandom of={disk} bs=1M count={(size == 1 ? 512 : 1024)} oflag=direct 2>/dev/null", null, null, CancellationToken.None);
            await guest.RunAsync($"sudo systemd-run -q --unit=writer-{index} perl -e '{Writer}' {disk} /run/writer-{index}", null, null, CancellationToken.None);
            var (answered, completed) = await SnapshotAsync(cloud, volume);
            var longest = await guest.RunAsync($"sudo systemctl stop writer-{index}; cat /run/writer-{index}", null, null, CancellationToken.None);
            Console.WriteLine($"| {size} GiB | {Numbers.Spread(answered)} | {Numbers.Spread(completed)} | {longest.Trim()} |");
        }

        await EndAsync(backstage, instance);
    }

    // Writes a block at random and waits until it is on the disk, and so on; keeps the longest of these in ms.
    private const string Writer = """
        use IO::Handle; my ($disk, $kept) = @ARGV; open(my $file, "+<", $disk) or die $!; my $longest = 0;
        sub now { my $clock = "x" x 16; syscall(228, 1, $clock); my ($seconds, $nanoseconds) = unpack("qq", $clock); return 1000 * $seconds + $nanoseconds / 1000000; }
        while (1) { my $start = now(); sysseek($file, 4096 * int(rand(100000)), 0); syswrite($file, "x" x 4096) == 4096 or die $!; $file->sync; my $taken = now() - $start;
          if ($taken > $longest) { $longest = $taken; open(my $out, ">", $kept); printf $out "%d\n", $longest; close($out); } }
        """;

    private static async Task<(List<double> Answered, List<double> Completed)> SnapshotAsync(RehearsalCloud cloud, string volume)
    {
        List<double> answered = [], completed = [];
        for (var run = 0; run < Snapshots; run++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var start = TimeProvider.System.GetTimestamp();
            var made = await cloud.Aws.SendAsync(new CreateSnapshotRequest { VolumeId = volume }, CancellationToken.None);
            answered.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            while ((await cloud.Aws.SendAsync(new DescribeSnapshotsRequest { SnapshotIds = [made.SnapshotId!] }, CancellationToken.None)).Snapshots[0].State == "pending" && TimeProvider.System.GetElapsedTime(start) < s_patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }

            completed.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        return (answered, completed);
    }

    private static async Task<string> AttachAsync(RehearsalCloud cloud, Backstage backstage, string instance, int size, string device)
    {
        var zone = (await backstage.DescribeAsync(instance, CancellationToken.None)).Placement!.AvailabilityZone;
        var volume = (await cloud.Aws.SendAsync(new CreateVolumeRequest { AvailabilityZone = zone, Size = size, VolumeType = "gp3" }, CancellationToken.None)).VolumeId!;
        await cloud.Aws.SendAsync(new AttachVolumeRequest { VolumeId = volume, InstanceId = instance, Device = device }, CancellationToken.None);
        return volume;
    }

    /// <summary>Where the guest sees it, which it may do a moment later.</summary>
    private static async Task<string> DiskAsync(Guest guest, string volume)
    {
        var serial = volume.Replace("-", "", StringComparison.Ordinal);
        var found = await guest.RunAsync($"for _ in $(seq 100); do for f in /sys/block/vd*/serial; do if [ \"$(cat $f)\" = {serial} ]; then basename \"${{f%/serial}}\"; exit; fi; done; sleep 0.2; done; exit 1", null, null, CancellationToken.None);
        return $"/dev/{found.Trim()}";
    }

    private static async Task<(string InstanceId, Guest Guest, double Milliseconds)> LaunchAsync(Backstage backstage, string image, string group)
    {
        var start = TimeProvider.System.GetTimestamp();
        var instance = (await backstage.LaunchAsync(image, "t3.micro", group, null, CancellationToken.None)).InstanceId!;
        await backstage.AwaitStateAsync(instance, "running", CancellationToken.None);
        var address = (await backstage.DescribeAsync(instance, CancellationToken.None)).PublicIpAddress!;
        var guest = await backstage.TrustAsync(instance, address, CancellationToken.None);
        return (instance, guest, await UntilAsync(() => guest.RunAsync("true", null, null, CancellationToken.None), start));
    }

    private static async Task EndAsync(Backstage backstage, string instance)
    {
        await backstage.TerminateAsync(instance, CancellationToken.None);
        await backstage.AwaitStateAsync(instance, "terminated", CancellationToken.None);
    }

    private static async Task<(BareMachine Machine, double Milliseconds)> StartBareAsync(RehearsalCloud cloud, RehearsalFolder folder)
    {
        var images = BenchStage.StockImages();
        var image = await images.EnsureAsync(images.All[0], new Progress<string>(), CancellationToken.None);
        await LocalProgram.RunAsync("cp", ["--sparse=always", "--no-preserve=mode", image.RawDisk, Path.Combine(folder.Root, "root.raw")], CancellationToken.None);
        File.Delete(Path.Combine(folder.Root, "data.raw"));
        await LocalProgram.RunAsync("truncate", ["-s", "2G", Path.Combine(folder.Root, "data.raw")], CancellationToken.None);
        var isKvm = await cloud.AcceleratorAsync(CancellationToken.None) == "kvm";
        var start = TimeProvider.System.GetTimestamp();
        var machine = BareMachine.Start(image, folder.Root, folder.Key, isKvm);
        await machine.AwaitHostKeyAsync();
        return (machine, await UntilAsync(() => machine.RunAsync("true"), start));
    }

    private static async Task<double> UntilAsync(Func<Task> reach, long start)
    {
        while (true)
        {
            try
            {
                await reach();
                return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
            }
            catch (Exception error) when (error is BatonException or IOException && TimeProvider.System.GetElapsedTime(start) < s_patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
