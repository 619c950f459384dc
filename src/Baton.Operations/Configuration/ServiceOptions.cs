namespace Baton.Operations.Configuration;

public sealed record ServiceOptions(string Unit)
{
    /// <summary>May start while its database is a read-only standby, so that the switch does not wait for it.</summary>
    public bool Warm { get; init; }
}
