namespace Baton.Hosts.Postgres;

/// <summary>A table in figures: equal where two servers hold the same rows in it, in whatever order.</summary>
/// <param name="Name">"payroll: public.employees".</param>
public sealed record TableFingerprint(string Name, long Rows, string Checksum);
