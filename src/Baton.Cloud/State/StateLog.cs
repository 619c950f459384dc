using System.Text;

namespace Baton.Cloud.State;

/// <summary>
/// All changes of the state, one line each: kind, id, and the record as JSON or nothing when it is gone. A killed process loses at most the line that it was
/// writing, which nobody had been told about. Rewritten when the cloud starts.
/// </summary>
internal sealed class StateLog(string path) : IDisposable
{
    private readonly Dictionary<string, (Action<string, string?> Replay, Func<IEnumerable<(string Id, string Json)>> Dump)> _tables = [];
    private readonly Lock _lock = new();
    private FileStream? _stream;

    public void Register(string kind, Action<string, string?> replay, Func<IEnumerable<(string Id, string Json)>> dump) => _tables[kind] = (replay, dump);

    /// <summary>Replays what there is, then starts a log that holds only what still counts.</summary>
    public void Open()
    {
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
            {
                Replay(line);
            }
        }

        var fresh = $"{path}.new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            foreach (var (kind, table) in _tables)
            {
                foreach (var (id, json) in table.Dump())
                {
                    stream.Write(Line(kind, id, json));
                }
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Append(string kind, string id, string? json)
    {
        lock (_lock)
        {
            (_stream ?? throw new InvalidOperationException("The state log is not open.")).Write(Line(kind, id, json));
        }
    }

    /// <summary>Waits until everything that was appended is on the disk, for what must outlive the computer and not only the process.</summary>
    public void Flush() => _stream?.Flush(flushToDisk: true);

    public void Dispose() => _stream?.Dispose();

    // "instance\ti-0123…\t{…}\n"; a line that ends with "-" says that the record is gone.
    private static byte[] Line(string kind, string id, string? json) => Encoding.UTF8.GetBytes($"{kind}\t{id}\t{json ?? "-"}\n");

    private void Replay(string line)
    {
        var parts = line.Split('\t', 3);
        // Only the last line can be cut short; it was never acknowledged.
        if (parts.Length == 3 && (parts[2] == "-" || parts[2].EndsWith('}')) && _tables.TryGetValue(parts[0], out var table))
        {
            table.Replay(parts[1], parts[2] == "-" ? null : parts[2]);
        }
    }
}
