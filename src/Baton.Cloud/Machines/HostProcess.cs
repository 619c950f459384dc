using System.Diagnostics;
using System.Globalization;

namespace Baton.Cloud.Machines;

/// <summary>A process that is not a child: told from a later one with the same pid by its start time.</summary>
internal sealed record HostProcess(int Pid, string StartedAt)
{
    public bool IsRunning => ReadStart(Pid) == StartedAt;

    /// <summary>The process that a pid file names, if it still is the one that was told to write that file.</summary>
    public static HostProcess? FromPidFile(string path)
    {
        try
        {
            var pid = int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
            var start = ReadStart(pid);
            return start is not null && File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(path) ? new HostProcess(pid, start) : null;
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            return null;
        }
    }

    public void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            if (IsRunning)
            {
                process.Kill();
            }
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself meanwhile.
        }
    }

    public async Task WaitForExitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (IsRunning)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken);
        }
    }

    // 4242 (qemu-system-x86) S 1 4242 ...: the name may hold spaces, field 22 is the start, Z and X are as good as gone.
    private static string? ReadStart(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
