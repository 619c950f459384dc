using System.Globalization;

namespace Baton.Bench;

/// <summary>What a guest's disk can do, by programs that every Debian has: dd, and perl for random blocks. All past the guest's page cache, one request at a time.</summary>
internal static class DiskLoad
{
    public const int MiB = 512;
    private const int Seconds = 5;

    // An aligned buffer inside a larger one: O_DIRECT takes no other. Prints blocks per second.
    private const string Random = """
        use Fcntl; my ($disk, $writes, $seconds, $blocks) = @ARGV; sysopen(my $file, $disk, O_RDWR | 040000) or die $!;
        my $buffer = "x" x 65536; my $skip = (4096 - unpack("J", pack("p", $buffer)) % 4096) % 4096; srand(7);
        my $count = 0; my $end = time() + $seconds; 1 while time() < $end - $seconds + 1; my $start = time(); $end = $start + $seconds;
        while (time() < $end) { for (1..20) { sysseek($file, 4096 * int(rand($blocks)), 0);
          ($writes ? syswrite($file, $buffer, 4096, $skip) : sysread($file, $buffer, 4096, $skip)) == 4096 or die $!; $count++; } }
        printf "%d\n", $count / (time() - $start);
        """;

    public static IReadOnlyList<string> Rows { get; } =
        ["first write, MiB/s", "write again, MiB/s", "read, MiB/s", "read at random, blocks of 4 KiB per second", "write at random, blocks of 4 KiB per second"];

    /// <param name="run">Runs a command in the guest and gives what it printed.</param>
    public static async Task<IReadOnlyList<double>> MeasureAsync(Func<string, Task<string>> run, string disk)
    {
        var write = $"sudo dd if=/dev/zero of={disk} bs=1M count={MiB} oflag=direct conv=fsync,notrunc 2>&1 | tail -n 1";
        return
        [
            Throughput(await run(write)),
            Throughput(await run(write)),
            Throughput(await run($"sudo dd if={disk} of=/dev/null bs=1M count={MiB} iflag=direct 2>&1 | tail -n 1")),
            await BlocksAsync(run, disk, writes: false),
            await BlocksAsync(run, disk, writes: true),
        ];
    }

    private static async Task<double> BlocksAsync(Func<string, Task<string>> run, string disk, bool writes) =>
        double.Parse(await run($"sudo perl -e '{Random}' {disk} {(writes ? 1 : 0)} {Seconds} {MiB * 256}"), CultureInfo.InvariantCulture);

    // 536870912 bytes (537 MB, 512 MiB) copied, 1.67812 s, 320 MB/s
    private static double Throughput(string line) => MiB / double.Parse(line.Split(',')[^2].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
}
