namespace Baton.Operations.Migrating.Syncing;

/// <summary>What the operator should know of how the data come over.</summary>
internal static class SyncNotes
{
    /// <summary>While it catches up, the source's disk must hold this much of log beyond what is there.</summary>
    public const long RoomForLog = 384L << 20;

    public static IReadOnlyList<string> Of(SyncArguments arguments) => arguments switch
    {
        { SeededBy: not null } => [],
        { Way: DatabaseWay.Physical } =>
        [
            "The database comes over physically, as a standby that follows: version, architecture and C library of both servers agree. Everything comes, byte for byte, and the pause at the cut-over does not grow with its size.",
        ],
        _ => [],
    };
}
