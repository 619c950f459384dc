namespace Baton.Operations.Migrating;

/// <summary>How PostgreSQL comes over.</summary>
public enum DatabaseWay
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A standby made by pg_basebackup, which follows by streaming: everything, byte for byte.</summary>
    Physical,
}
