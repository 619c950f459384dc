namespace Baton.Hosts.Postgres;

/// <summary>PostgreSQL as it is installed in one folder.</summary>
/// <param name="Icu">The major version of its ICU library; empty without.</param>
/// <param name="Extensions">Those that can be created.</param>
public sealed record InstalledPostgres(int Version, string BinDirectory, string Icu, IReadOnlyList<string> Extensions);
