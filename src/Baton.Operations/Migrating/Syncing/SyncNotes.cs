using Baton.Operations.Migrating.Databases;

namespace Baton.Operations.Migrating.Syncing;

/// <summary>What the operator should know of how the data come over.</summary>
internal static class SyncNotes
{
    /// <summary>While it catches up, the source's disk must hold this much of log beyond what is there.</summary>
    public const long RoomForLog = 384L << 20;

    public static IReadOnlyList<string> Of(SyncArguments arguments) => arguments.SeededBy is null ? WayNotes.Chosen(new(arguments.Way, arguments.Why)) : [];
}
