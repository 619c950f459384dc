using System.Globalization;
using Baton.Hosts.Ssh;

namespace Baton.Hosts.Discovery;

/// <summary>Asks a server what it is. Changes nothing.</summary>
public sealed class Facts(IHost host)
{
    public async Task<ServerFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await host.AskAsync(new("facts"), cancellationToken);
        return new()
        {
            HostName = answers.Text("hostname"),
            InstanceId = answers.Find("instance_id"),
            ProductUuid = answers.Find("product_uuid"),
            Architecture = answers.Text("architecture"),
            OperatingSystem = answers.Text("os"),
            Kernel = answers.Text("kernel"),
            Glibc = answers.Text("glibc"),
            MemoryKiB = answers.Number("memory_kib"),
            Cpus = (int)answers.Number("cpus"),
            Clock = DateTimeOffset.FromUnixTimeMilliseconds(answers.Number("epoch_ms")),
            ClockSynchronized = answers.IsYes("clock_synchronized"),
            PrivateAddress = answers.Text("private_address"),
            HasSystemd = answers.IsYes("systemd"),
            MissingTools = answers.All("missing_tool"),
            Mounts = [.. answers.Rows("mount").Select(Mount)],
            HostKeys = [.. answers.All("host_key").Select(HostKey.Parse).OfType<HostKey>()],
        };
    }

    private static MountFacts Mount(string[] row) => new(row[0], row[1], row[2])
    {
        SizeBytes = long.Parse(row[3], CultureInfo.InvariantCulture),
        AvailableBytes = long.Parse(row[4], CultureInfo.InvariantCulture),
        VolumeId = row.Length > 5 && row[5].StartsWith("vol", StringComparison.Ordinal) ? "vol-" + row[5][3..].TrimStart('-') : null,
    };
}
