namespace Baton.Hosts.Assessing;

/// <summary>How busy the server was, from sysstat: percent of all processors on average, and in all but the busiest twentieth of the time.</summary>
public sealed record LoadHistory(int Days, int Samples, double CpuAverage, double CpuHigh)
{
    /// <summary>The memory that was in use in all but the worst twentieth of the time.</summary>
    public long? MemoryHighKiB { get; init; }
}
