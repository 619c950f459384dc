using System.Runtime.InteropServices;
using System.Text;

namespace Baton.Engine.Journal.Sqlite;

/// <summary>One connection, used by one thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int OpenReadWriteCreateFullMutex = 0x2 | 0x4 | 0x10000;
    private const int Row = 100;
    private const int Done = 101;

    // SQLITE_TRANSIENT: SQLite copies the text before the call returns.
    private const nint Transient = -1;

    private readonly nint _handle;
    private readonly Lock _lock = new();

    public SqliteDatabase(string path)
    {
        var result = NativeMethods.Open(path, out _handle, OpenReadWriteCreateFullMutex, null);
        if (result != 0)
        {
            throw new SqliteException(result, $"cannot open {path}");
        }

        _ = NativeMethods.BusyTimeout(_handle, 10_000);
    }

    /// <summary>Runs one statement; returns the number of rows that it changed. Parameters are ?1, ?2, … of type string, long, double or null.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        lock (_lock)
        {
            var statement = Prepare(sql, parameters);
            try
            {
                while (Step(statement))
                {
                    // A pragma answers with a row; nobody asked for it.
                }

                return NativeMethods.Changes(_handle);
            }
            finally
            {
                _ = NativeMethods.Finalize(statement);
            }
        }
    }

    public List<T> Query<T>(string sql, Func<SqliteRow, T> read, params ReadOnlySpan<object?> parameters)
    {
        lock (_lock)
        {
            var statement = Prepare(sql, parameters);
            try
            {
                var rows = new List<T>();
                while (Step(statement))
                {
                    rows.Add(read(new SqliteRow(statement)));
                }

                return rows;
            }
            finally
            {
                _ = NativeMethods.Finalize(statement);
            }
        }
    }

    public void Dispose() => _ = NativeMethods.Close(_handle);

    private unsafe nint Prepare(string sql, ReadOnlySpan<object?> parameters)
    {
        var text = Encoding.UTF8.GetBytes(sql);
        nint statement;
        fixed (byte* start = text)
        {
            Check(NativeMethods.Prepare(_handle, start, text.Length, out statement, 0));
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            Bind(statement, index + 1, parameters[index]);
        }

        return statement;
    }

    private unsafe void Bind(nint statement, int index, object? value)
    {
        switch (value)
        {
            case null:
                Check(NativeMethods.BindNull(statement, index));
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                fixed (byte* start = bytes)
                {
                    // An empty array has no address, and SQLite takes no address for null.
                    byte none = 0;
                    Check(NativeMethods.BindText(statement, index, bytes.Length == 0 ? &none : start, bytes.Length, Transient));
                }

                break;
            case double real:
                Check(NativeMethods.BindReal(statement, index, real));
                break;
            default:
                Check(NativeMethods.BindInteger(statement, index, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)));
                break;
        }
    }

    private bool Step(nint statement)
    {
        var result = NativeMethods.Step(statement);
        if (result is Row or Done)
        {
            return result == Row;
        }

        throw Error(result);
    }

    private void Check(int result)
    {
        if (result != 0)
        {
            throw Error(result);
        }
    }

    private SqliteException Error(int result) => new(result, Marshal.PtrToStringUTF8(NativeMethods.ErrorMessage(_handle)) ?? "unknown");
}
