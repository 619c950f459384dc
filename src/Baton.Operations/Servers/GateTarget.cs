namespace Baton.Operations.Servers;

public enum GateTarget
{
    /// <summary>The application on this server.</summary>
    Local,

    /// <summary>The application on the server at the other end of the link.</summary>
    Other,
}
