namespace Baton.Engine.Journal.Sqlite;

/// <summary>SQLite said no. <see cref="ResultCode"/> is its primary result code (13 = disk full). https://www.sqlite.org/rescode.html</summary>
public sealed class SqliteException(int resultCode, string message) : Exception($"SQLite error {resultCode}: {message}")
{
    /// <summary>SQLITE_FULL: no room on the disk.</summary>
    public const int Full = 13;

    public int ResultCode { get; } = resultCode;
}
