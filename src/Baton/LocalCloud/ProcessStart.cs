using System.Globalization;

namespace Baton.LocalCloud;

internal static class ProcessStart
{
    /// <summary>When a process started, in clock ticks since boot; null when there is none. Field 22 of "4242 (name with spaces) S 1 …".</summary>
    public static string? Of(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
