namespace Baton.Operations.Migrating;

/// <summary>The ways as people write them.</summary>
public static class DatabaseWays
{
    /// <summary>What may be asked for.</summary>
    public static IReadOnlyDictionary<string, DatabaseWay> ByWord { get; } = new Dictionary<string, DatabaseWay>
    {
        ["auto"] = DatabaseWay.None,
        ["physical"] = DatabaseWay.Physical,
        ["logical"] = DatabaseWay.Logical,
        ["dump"] = DatabaseWay.Dump,
    };

    extension(DatabaseWay way)
    {
        /// <summary>As results and documents have it.</summary>
        public string Word => way.ToString().ToLowerInvariant();
    }
}
