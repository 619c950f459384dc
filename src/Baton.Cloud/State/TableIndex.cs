using System.Collections.Concurrent;

namespace Baton.Cloud.State;

/// <summary>The records of a table by keys that several of them may share: interfaces by instance. Without it, whoever shows a thousand instances looks at a million interfaces.</summary>
public sealed class TableIndex<T>
    where T : class
{
    private readonly Func<T, string> _idOf;
    private readonly Func<T, IEnumerable<string>> _keysOf;
    private readonly ConcurrentDictionary<string, T[]> _records = new(StringComparer.Ordinal);

    internal TableIndex(Func<T, string> idOf, Func<T, IEnumerable<string>> keysOf) => (_idOf, _keysOf) = (idOf, keysOf);

    public IReadOnlyList<T> this[string? key] => key is not null && _records.TryGetValue(key, out var found) ? found : [];

    public bool Has(string key) => _records.ContainsKey(key);

    /// <summary>By the table, under its lock. Others read meanwhile: a record that keeps its key is found under it at every moment.</summary>
    internal void Replace(T? old, T? record)
    {
        string[] keys = record is null ? [] : [.. _keysOf(record)];
        foreach (var key in old is null ? [] : _keysOf(old).Except(keys))
        {
            Set(key, Without(key, old!));
        }

        foreach (var key in keys)
        {
            Set(key, [.. Without(key, record!), record!]);
        }
    }

    private IEnumerable<T> Without(string key, T record) => _records.GetValueOrDefault(key, []).Where(other => _idOf(other) != _idOf(record));

    private void Set(string key, IEnumerable<T> records)
    {
        T[] left = [.. records];
        if (left.Length > 0)
        {
            _records[key] = left;
        }
        else
        {
            _records.TryRemove(key, out _);
        }
    }
}
