namespace Baton.Hosts.Gates;

/// <summary>Where requests that waited go on.</summary>
public enum GateTarget
{
    /// <summary>To the application on this machine; the gate is out of the way again.</summary>
    Local,

    /// <summary>Through the link to the application on the other machine.</summary>
    Other,
}
