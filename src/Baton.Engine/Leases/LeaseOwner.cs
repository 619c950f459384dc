using System.Globalization;

namespace Baton.Engine.Leases;

/// <summary>
/// A process that can be told apart from a later one with the same id: host, process id, and when the process started (clock ticks since boot, from /proc).
/// </summary>
public sealed record LeaseOwner(string Host, int ProcessId, string Started)
{
    public static LeaseOwner ThisProcess() => new(Environment.MachineName, Environment.ProcessId, StartOf(Environment.ProcessId) ?? "?");

    /// <summary>Parses what <see cref="ToString"/> wrote: <c>myhost:4711:8812345</c>.</summary>
    public static LeaseOwner Parse(string text)
    {
        var parts = text.Split(':');
        return new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    public override string ToString() => $"{Host}:{ProcessId.ToString(CultureInfo.InvariantCulture)}:{Started}";

    /// <summary>False only when this machine knows that the process is gone: then a lease need not run out.</summary>
    public bool MayBeAlive() => Host != Environment.MachineName || StartOf(ProcessId) == Started;

    private static string? StartOf(int processId)
    {
        try
        {
            // /proc/PID/stat: "4711 (a name) S 1 …"; the start time is field 22, the 20th after the name, which may itself hold spaces and brackets.
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
