namespace Baton.Hosts.Postgres;

/// <summary>What reading all of a database showed.</summary>
/// <param name="Method">pg_amcheck, or read (every row read) where amcheck is not installed.</param>
public sealed record DataCheck(string Method, long Tables, long Rows)
{
    public required IReadOnlyList<string> Errors { get; init; }
}
