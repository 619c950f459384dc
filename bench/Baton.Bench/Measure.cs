namespace Baton.Bench;

/// <summary>How many requests were answered, in which time, and with how much of the server's processor time.</summary>
internal sealed record Measure(int Count, TimeSpan Time, TimeSpan ProcessorTime)
{
    public double PerSecond => Count / Time.TotalSeconds;

    public double PerProcessorSecond => Count / Math.Max(0.01, ProcessorTime.TotalSeconds);
}
