namespace Baton.Operations.Configuration;

/// <summary>What a copied volume is worth, from least to most.</summary>
public enum ConsistencyLevel
{
    /// <summary>As after a power cut: journals replay, data not yet flushed is missing.</summary>
    Crash,

    /// <summary>The file system was frozen: every write before that moment is there.</summary>
    Filesystem,

    /// <summary>And PostgreSQL was checkpointed and recovers, and the folders named in baton.yaml were flushed and did not change meanwhile.</summary>
    Application,

    /// <summary>Taken after a clean stop.</summary>
    Shutdown,
}
