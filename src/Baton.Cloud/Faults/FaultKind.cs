namespace Baton.Cloud.Faults;

public enum FaultKind
{
    /// <summary>The action is refused with an error code; nothing happens.</summary>
    Error,

    /// <summary>The answer comes later.</summary>
    Latency,

    /// <summary>The action takes effect, and the connection is cut before the answer.</summary>
    ResponseLost,

    /// <summary>A snapshot that is created ends in the state error.</summary>
    SnapshotError,

    /// <summary>What the action creates is not found by anybody for a while: AWS's eventual consistency.</summary>
    NotFoundAtFirst,

    /// <summary>AssociateAddress says that the address has moved, and the network follows later.</summary>
    AddressLate,

    /// <summary>An instance stays pending.</summary>
    StaysPending,

    /// <summary>An instance runs and fails its status check, until it is stopped.</summary>
    StatusImpaired,

    /// <summary>An instance runs without its network, until it is stopped.</summary>
    NetworkLost,

    /// <summary>The process of a machine dies.</summary>
    Crash,
}
