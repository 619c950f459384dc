using System.Text.RegularExpressions;

namespace Baton.Hosts.Ssh;

/// <summary>A machine that will not come up by itself says so on its console, long before whoever waits for its SSH gives up.</summary>
public static partial class BootTrouble
{
    private const int MostReasons = 3;

    /// <summary>What systemd, initramfs-tools, GRUB and the kernel print when they wait for a person.</summary>
    private static readonly string[] s_ends =
    [
        "You are in emergency mode",
        "You are in rescue mode",
        "Cannot open access to console, the root account is locked",
        "Gave up waiting for root",
        "Kernel panic - not syncing",
        "grub rescue>",
    ];

    /// <summary>The line that says that the boot has ended, and those before it that say why; null while nothing is wrong.</summary>
    public static string? Find(string console)
    {
        var lines = Escapes.Replace(console, "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var end = Array.FindIndex(lines, static line => s_ends.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)));
        if (end < 0)
        {
            return null;
        }

        var reasons = lines[..end].Where(static line => Reason.IsMatch(line)).Select(static line => Tidy(line)).Distinct().Take(MostReasons);
        return string.Join("; ", [Tidy(lines[end]), .. reasons]);
    }

    private static string Tidy(string line) => Prefix.Replace(line, "").TrimEnd('.');

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]", RegexOptions.NonBacktracking)]
    private static partial Regex Escapes { get; }

    [GeneratedRegex(@"Timed out waiting for device|Failed to mount|\[FAILED\]|ALERT!|VFS: Cannot open root", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Reason { get; }

    // "[   93.1] systemd[1]: " or "[ TIME ] ": who says it when matters to nobody here.
    [GeneratedRegex(@"^(\[[^\]]*\]\s*|systemd\[\d+\]:\s*)+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix { get; }
}
