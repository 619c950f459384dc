namespace Baton.Hosts.Gates;

public enum GateMode
{
    /// <summary>Not installed.</summary>
    None,

    /// <summary>New connections reach the application on this machine, directly.</summary>
    Local,

    /// <summary>New connections wait.</summary>
    Closed,

    /// <summary>New connections are shown the maintenance page.</summary>
    Page,

    /// <summary>New connections go to the other machine.</summary>
    Other,
}
