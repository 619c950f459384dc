namespace Baton.Operations.Migrating;

/// <summary>How PostgreSQL comes over.</summary>
public enum DatabaseWay
{
    /// <summary>There is no database, or, of a wish: the pre-flight chooses.</summary>
    None,

    /// <summary>A standby made by pg_basebackup, which follows by streaming: everything, byte for byte.</summary>
    Physical,

    /// <summary>Publication and subscription: rows follow, into a cluster of another version, architecture or C library, too.</summary>
    Logical,

    /// <summary>pg_dump and pg_restore at the cut-over, in parallel, while users wait.</summary>
    Dump,
}
