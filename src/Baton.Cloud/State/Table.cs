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
    private int _version;
    private Sorted? _sorted;

    internal Table(StateLog log, string kind, Func<T, string> idOf, JsonTypeInfo<T> type)
    {
        (_log, _kind, _idOf, _type) = (log, kind, idOf, type);
        log.Register(kind, Replay, () => _records.Select(pair => (pair.Key, JsonSerializer.Serialize(pair.Value, _type))));
    }

    /// <summary>In the order of ids, so that pages of an answer fit together.</summary>
    public IEnumerable<T> All
    {
        get
        {
            // Asked for many times between two changes. What was sorted while something changed is marked as older, and sorted again.
            var version = Volatile.Read(ref _version);
            if (_sorted is { } known && known.Version == version)
            {
                return known.Records;
            }

            var records = _records.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).ToArray();
            _sorted = new(version, records);
            return records;
        }
    }

    public T? Find(string? id) => id is not null && _records.TryGetValue(id, out var record) ? record : null;

    public T Put(T record)
    {
        var id = _idOf(record);
        _log.Append(_kind, id, JsonSerializer.Serialize(record, _type));
        _records[id] = record;
        Interlocked.Increment(ref _version);
        return record;
    }

    public void Remove(string id)
    {
        if (_records.ContainsKey(id))
        {
            _log.Append(_kind, id, null);
            _records.TryRemove(id, out _);
            Interlocked.Increment(ref _version);
        }
    }

    private void Replay(string id, string? json)
    {
        if (json is null)
        {
            _records.TryRemove(id, out _);
        }
        else if (JsonSerializer.Deserialize(json, _type) is { } record)
        {
            _records[id] = record;
        }
    }

    private sealed record Sorted(int Version, T[] Records);
}
