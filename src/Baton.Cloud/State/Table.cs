using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Baton.Cloud.State;

/// <summary>The records of one kind, by id. Every change is in the log before it is visible.</summary>
public sealed class Table<T>
    where T : class
{
    private readonly StateLog _log;
    private readonly string _kind;
    private readonly Func<T, string> _idOf;
    private readonly JsonTypeInfo<T> _type;
    private readonly ConcurrentDictionary<string, T> _records = new(StringComparer.Ordinal);
    private readonly List<TableIndex<T>> _indexes = [];
    private readonly Lock _lock = new();

    // Asked for many times between two changes, so it is never changed itself: whoever has it goes on with what was there. Null after a replay.
    private volatile T[]? _sorted = [];

    internal Table(StateLog log, string kind, Func<T, string> idOf, JsonTypeInfo<T> type)
    {
        (_log, _kind, _idOf, _type) = (log, kind, idOf, type);
        log.Register(kind, Replay, () => _records.Select(pair => (pair.Key, JsonSerializer.Serialize(pair.Value, _type))));
    }

    /// <summary>In the order of ids, so that pages of an answer fit together.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            if (_sorted is { } known)
            {
                return known;
            }

            lock (_lock)
            {
                return _sorted ??= [.. _records.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
            }
        }
    }

    public T? Find(string? id) => id is not null && _records.TryGetValue(id, out var record) ? record : null;

    public T Put(T record)
    {
        var id = _idOf(record);
        _log.Append(_kind, id, JsonSerializer.Serialize(record, _type));
        lock (_lock)
        {
            Set(id, record);
            if (_sorted is { } sorted)
            {
                var at = Search(sorted, id);
                _sorted = at >= 0 ? [.. sorted.AsSpan(0, at), record, .. sorted.AsSpan(at + 1)] : [.. sorted.AsSpan(0, ~at), record, .. sorted.AsSpan(~at)];
            }
        }

        return record;
    }

    public void Remove(string id)
    {
        if (!_records.ContainsKey(id))
        {
            return;
        }

        _log.Append(_kind, id, null);
        lock (_lock)
        {
            Set(id, null);
            if (_sorted is { } sorted && Search(sorted, id) is var at and >= 0)
            {
                _sorted = [.. sorted.AsSpan(0, at), .. sorted.AsSpan(at + 1)];
            }
        }
    }

    /// <summary>Finds records by something else than their id. Made before anything is in the table.</summary>
    internal TableIndex<T> By(Func<T, IEnumerable<string>> keysOf)
    {
        var index = new TableIndex<T>(_idOf, keysOf);
        _indexes.Add(index);
        return index;
    }

    private void Replay(string id, string? json)
    {
        _sorted = null;
        if (json is null)
        {
            Set(id, null);
        }
        else if (JsonSerializer.Deserialize(json, _type) is { } record)
        {
            Set(id, record);
        }
    }

    private void Set(string id, T? record)
    {
        var old = _records.GetValueOrDefault(id);
        if (record is null)
        {
            _records.TryRemove(id, out _);
        }
        else
        {
            _records[id] = record;
        }

        foreach (var index in _indexes)
        {
            index.Replace(old, record);
        }
    }

    private int Search(T[] sorted, string id)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (string.CompareOrdinal(_idOf(sorted[middle]), id))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return ~low;
    }
}
