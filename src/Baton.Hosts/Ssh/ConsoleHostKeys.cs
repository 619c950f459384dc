namespace Baton.Hosts.Ssh;

/// <summary>
/// A new machine prints its host keys on its console as cloud-init does, and the console reaches us through the cloud's API: so the first connection needs no trust.
/// </summary>
public static class ConsoleHostKeys
{
    private const string Begin = "-----BEGIN SSH HOST KEY KEYS-----";
    private const string End = "-----END SSH HOST KEY KEYS-----";

    /// <summary>The keys of the last complete block; empty while the machine has not printed one.</summary>
    public static IReadOnlyList<HostKey> Read(string console)
    {
        var end = console.LastIndexOf(End, StringComparison.Ordinal);
        var begin = end < 0 ? -1 : console.LastIndexOf(Begin, end, StringComparison.Ordinal);
        return begin < 0
            ? []
            : [.. console[(begin + Begin.Length)..end].Split('\n').Select(HostKey.Parse).OfType<HostKey>()];
    }
}
