namespace Baton.Cloud.Types;

/// <summary>Types of one family: what they have in common, and a row per size.</summary>
internal sealed record InstanceFamily(string Name)
{
    public string Architecture { get; init; } = "x86_64";

    public double GiBPerVcpu { get; init; }

    public int ThreadsPerCore { get; init; } = 2;

    public double ClockGhz { get; init; }

    public bool Nitro { get; init; } = true;

    public bool Current { get; init; } = true;

    /// <summary>Gigabits per second of the sizes up to 4xlarge, which is a peak, and of the others, which is not; a word for what is older.</summary>
    public string Network { get; init; } = "";

    /// <summary>"large:2 xlarge:4", with the memory in MiB where no ratio holds: "small:1:1740".</summary>
    public required string Sizes { get; init; }
}
