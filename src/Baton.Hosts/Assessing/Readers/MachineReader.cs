namespace Baton.Hosts.Assessing.Readers;

internal static class MachineReader
{
    public static MachineFacts Read(Answers answers) => new()
    {
        SeenAsRoot = answers.IsYes("root"),
        HostName = answers.TextOr("hostname", "unknown"),
        OperatingSystem = answers.TextOr("os", "unknown"),
        Distribution = answers.TextOr("os_id", "unknown"),
        Release = answers.TextOr("os_version", ""),
        Architecture = answers.TextOr("architecture", "unknown"),
        Kernel = answers.TextOr("kernel", "unknown"),
        Glibc = answers.TextOr("glibc", "unknown"),
        Cpus = (int)answers.WholeOr0("cpus"),
        CpuModel = answers.TextOr("cpu_model", "unknown"),
        Virtualization = answers.TextOr("virtualization", "none"),
        MemoryKiB = answers.WholeOr0("memory_kib"),
        AvailableKiB = answers.WholeOr0("available_kib"),
        SwapKiB = answers.WholeOr0("swap_kib"),
        Uptime = TimeSpan.FromSeconds(answers.WholeOr0("uptime_s")),
        Load = answers.Rows("load") is [var load, ..] ? [load.Real(0), load.Real(1), load.Real(2)] : [],
        BusyPercent = (int)answers.WholeOr0("busy_percent"),
        History = answers.Rows("history") is [var kept, ..] ? History(kept, answers.WholeOr0("memory_kib")) : null,
        TimeZone = answers.TextOr("time_zone", "unknown"),
        ClockSynchronized = answers.Find("clock_synchronized") switch { "yes" => true, "no" => false, _ => null },
        HasSystemd = answers.IsYes("systemd"),
        RebootRequired = answers.IsYes("reboot_required"),
        Addresses = answers.All("address"),
        Mounts = Mounts(answers),
    };

    public static ServerAssessment AddServices(ServerAssessment seen, Answers answers) => seen with
    {
        Units = [.. answers.Rows("unit").Select(row => new RunningUnit { Name = row.Field(0), Enabled = row.Field(2), IsOwn = row.IsYes(3), Description = row.Field(4) })],
        FailedUnits = answers.All("failed"),
        Ports = [.. answers.Rows("port").Select(Port).Distinct()],
        Markers = [.. answers.All("marker").Distinct()],
        Mail = answers.Find("mail_program") is { } program ? new(program, answers.TextOr("mail_relay", ""), (int)answers.WholeOr0("mail_queue")) : null,
    };

    private static OpenPort Port(string[] row) => new()
    {
        Protocol = row.Field(0),
        Address = row.Field(1),
        Port = (int)row.Whole(2),
        Program = row.Field(3),
        Unit = row.Field(4),
        User = row.Field(5),
    };

    private static LoadHistory History(string[] row, long memoryKiB) => new((int)row.Whole(0), (int)row.Whole(1), row.Real(2), row.Real(3))
    {
        MemoryHighKiB = row.Whole(4) is > 0 and var available && available < memoryKiB ? memoryKiB - available : null,
    };

    private static IReadOnlyList<MountUse> Mounts(Answers answers)
    {
        var network = answers.Rows("network_mount").Select(row => row.Field(0)).ToHashSet();
        return
        [
            .. answers.Rows("mount").Select(row => new MountUse
            {
                Target = row.Field(0),
                Source = row.Field(1),
                FileSystem = row.Field(2),
                SizeBytes = row.Whole(3),
                UsedBytes = row.Whole(4),
                AvailableBytes = row.Whole(5),
                InodesUsedPercent = (int)row.Whole(6),
                IsNetwork = network.Contains(row.Field(0)),
            }),
        ];
    }
}
