namespace Baton.Hosts.Guards;

/// <summary>What a machine may start.</summary>
public enum GuardRole
{
    /// <summary>A copy that nobody released: nothing of what the guard watches.</summary>
    Held,

    /// <summary>A copy being proved: PostgreSQL and services, nothing that acts on the world (cron, mail).</summary>
    Verify,

    /// <summary>PostgreSQL, and the services that are marked warm; set up to follow before it is released.</summary>
    Standby,

    /// <summary>Everything.</summary>
    Primary,
}
