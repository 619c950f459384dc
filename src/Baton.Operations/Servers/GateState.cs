namespace Baton.Operations.Servers;

public enum GateState
{
    Absent,

    /// <summary>Connections go to the application here.</summary>
    Local,

    /// <summary>Connections wait.</summary>
    Closed,

    /// <summary>Connections go to the other server.</summary>
    Other,
}
