using System.Runtime.InteropServices;

namespace Baton.Engine.Journal.Sqlite;

/// <summary>The current row of a query; valid only while the reader that was given it runs.</summary>
internal readonly struct SqliteRow(nint statement)
{
    private const int NullType = 5;

    public string Text(int column) => TextOrNull(column) ?? throw new InvalidOperationException($"Column {column} is null.");

    public string? TextOrNull(int column) => IsNull(column) ? null : Marshal.PtrToStringUTF8(NativeMethods.ColumnText(statement, column));

    public long Integer(int column) => NativeMethods.ColumnInteger(statement, column);

    public double Real(int column) => NativeMethods.ColumnReal(statement, column);

    private bool IsNull(int column) => NativeMethods.ColumnType(statement, column) == NullType;
}
