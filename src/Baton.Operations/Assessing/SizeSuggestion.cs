namespace Baton.Operations.Assessing;

/// <summary>A machine on EC2 that this server fits on, and what it costs in a month.</summary>
public sealed record SizeSuggestion
{
    /// <summary>Null where no type of EC2 has this architecture.</summary>
    public string? InstanceType { get; init; }

    public int Cpus { get; init; }

    public double MemoryGiB { get; init; }

    public int RootGiB { get; init; }

    /// <summary>A volume of its own for the databases; null where there are none.</summary>
    public int? DatabaseGiB { get; init; }

    /// <summary>US dollars, on demand, with volumes and a public address.</summary>
    public decimal? Monthly { get; init; }

    /// <summary>Each thing with its price in a month.</summary>
    public IReadOnlyList<MonthlyPrice> Prices { get; init; } = [];

    public required string Basis { get; init; }

    public required string Why { get; init; }
}
