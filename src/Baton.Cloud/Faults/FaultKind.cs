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
}
