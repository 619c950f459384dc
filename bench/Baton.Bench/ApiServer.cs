using System.Globalization;
using Baton.Aws.Signing;

namespace Baton.Bench;

/// <summary>A server of the EC2 API that is measured: where it listens, which keys it takes, and which process it is.</summary>
internal sealed record ApiServer(string Name, Uri Endpoint, AwsCredentials Credentials, int ProcessId)
{
    public const string Region = "us-east-1";

    /// <summary>The time of processors that it has taken so far. What else the computer does makes every answer late, but hardly changes this.</summary>
    public async Task<TimeSpan> ProcessorTimeAsync()
    {
        // 4242 (baton) S 1 4242 4242 0 -1 4194560 9216 0 12 0 54 14 ...: the 14th and 15th field are user and system time in hundredths of a second.
        var stat = await File.ReadAllTextAsync($"/proc/{ProcessId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
    }

    /// <summary>What it holds in memory now, MiB.</summary>
    public async Task<double> ResidentAsync()
    {
        // VmRSS:	   79040 kB
        var line = (await File.ReadAllLinesAsync($"/proc/{ProcessId}/status")).First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
