namespace Baton.Cloud.Machines;

public sealed record QemuOptions
{
    /// <summary>Sockets and pids. Short: the path of a socket has at most 107 bytes. The switch of the network uses the same folder.</summary>
    public required string RunDirectory { get; init => field = Path.GetFullPath(value); }

    /// <summary>Where the consoles are kept.</summary>
    public required string ConsoleDirectory { get; init => field = Path.GetFullPath(value); }

    public required string Kernel { get; init => field = Path.GetFullPath(value); }

    public required string Initrd { get; init => field = Path.GetFullPath(value); }

    /// <summary>False: do not even ask whether this computer virtualizes in hardware.</summary>
    public bool AllowKvm { get; init; } = true;

    public TimeSpan RebootDeadline { get; init; } = TimeSpan.FromMinutes(1);
}
