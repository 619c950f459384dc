namespace Baton.Operations.Resizing;

/// <summary>Names of replication slots: a run's own, of the characters that PostgreSQL allows.</summary>
internal static class Slots
{
    /// <summary>On the old server, for the new one.</summary>
    public static string Forward(string runId) => Name(runId);

    /// <summary>On the new server, for the old one.</summary>
    public static string Back(string runId) => $"{Name(runId)}_back";

    private static string Name(string runId) => $"baton_{runId.Replace('-', '_')}";
}
