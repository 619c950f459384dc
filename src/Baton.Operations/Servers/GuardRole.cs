namespace Baton.Operations.Servers;

public enum GuardRole
{
    /// <summary>PostgreSQL and services, for a copy that nobody reaches.</summary>
    Verify,

    /// <summary>PostgreSQL as a standby.</summary>
    Standby,

    /// <summary>Everything.</summary>
    Primary,
}
