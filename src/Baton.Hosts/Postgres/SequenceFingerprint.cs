namespace Baton.Hosts.Postgres;

/// <summary>How far a sequence has come.</summary>
/// <param name="Name">"payroll: public.employees_id_seq".</param>
/// <param name="Reached">Of two values, the greater one is further on, also where the sequence counts down.</param>
public sealed record SequenceFingerprint(string Name, string Value, decimal Reached);
